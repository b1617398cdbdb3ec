/* 索引的文件：取来、解压、读出；在树里查一个字符串。格式见 gongwen.search.shards 与 gongwen.search.encoding。 */

export const FEW = 8; // 候选不多于此，就直接看文字，不再查树
const USEFUL = 0.8; // 查一次至少要减去两成候选
const LONG = 9; // 这么长的词，头几个字之后从中间查

/** 编码的表，由构建程序给出。
 *  @typedef {{singles: string, places: number[], double: number, blocks: [number, number][], unit: number}} Encoding */
/** 在树里查到的。exact 为真，就是这些记录；不然真的都在其中，length 说明只按前几个字查到。
 *  masks 说明在记录的什么位置：1 题名，2 小标题和文号，其余六位是正文的六段（只在部分结点上有）。
 *  whole 是整个就是所查的词的（latin.js）。
 *  @typedef {{exact: boolean, records: Uint32Array, masks: Uint8Array, length: number, whole?: Set<number>}} Found */

/** 取一个文件并解压。失败时报错，不留半截。
 *  @param {URL} url @param {RequestCache} cache */
export async function bytes(url, cache = "default") {
  const answer = await fetch(url, { cache });
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  const stream = answer.body?.pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {URL} url @param {RequestCache} [cache] */
export async function json(url, cache) {
  return JSON.parse(new TextDecoder().decode(await bytes(url, cache)));
}

/** 取过的留着，取不到的下次再取。
 *  @template K, V
 *  @param {Map<K, Promise<V>>} map @param {K} key @param {() => Promise<V>} take */
export function kept(map, key, take) {
  let found = map.get(key);
  if (!found) {
    found = take();
    found.catch(() => map.delete(key));
    map.set(key, found);
  }
  return found;
}

/** 排好次序的一列里，末一个不大于所找的在第几；没有就是 -1。
 *  @param {number} length @param {(index: number) => boolean} fits 这一个不大于所找的 */
export function lastWhere(length, fits) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** 索引所用的编码：常用字一个字节，其余两三个。 */
export class CodePage {
  /** @param {Encoding} known */
  constructor(known) {
    this.known = known;
    /** @type {string[]} */
    this.single = new Array(256).fill("");
    for (let code = 32; code < 127; code++) this.single[code] = String.fromCharCode(code);
    this.single[10] = "\n";
    [...known.singles].forEach((character, index) => (this.single[known.places[index]] = character));
  }

  /** @param {Uint8Array} data */
  decode(data) {
    const { double, blocks, unit } = this.known;
    const parts = [];
    for (let at = 0; at < data.length; at++) {
      const byte = data[at];
      if (byte === unit) {
        parts.push(String.fromCharCode((data[at + 1] << 8) | data[at + 2]));
        at += 2;
      } else if (byte >= double) {
        let place = ((byte - double) << 8) | data[++at];
        for (const [low, high] of blocks) {
          if (place < high - low) {
            parts.push(String.fromCharCode(low + place));
            break;
          }
          place -= high - low;
        }
      } else parts.push(this.single[byte]);
    }
    return parts.join("");
  }

  /** @param {URL} url */
  async json(url) {
    return JSON.parse(this.decode(await bytes(url)));
  }
}

/** @param {Uint8Array} data */
function numbers(data) {
  const found = [];
  for (let at = 0; at < data.length; at++) {
    let value = data[at] & 127;
    if (data[at] > 127) {
      value |= (data[++at] & 127) << 7;
      if (data[at] > 127) value |= data[++at] << 14;
    }
    found.push(value);
  }
  return found;
}

/** 树的一片，读成几列。 */
class Piece {
  /** @param {Uint8Array} data @param {number} limit @param {number} depth */
  constructor(data, limit, depth) {
    const view = new DataView(data.buffer);
    const head = Array.from({ length: 8 }, (_, index) => view.getUint32(index * 4, true));
    const [above, size] = head;
    let at = 32;
    /** @param {number} length */
    const take = (length) => data.subarray(at, (at += length));
    this.depths = take(size);
    const steps = numbers(take(head[2]));
    const counts = numbers(take(head[3]));
    this.gaps = numbers(take(head[4]));
    this.inner = take(head[5]);
    this.outer = take(head[6]);
    const lefts = take(head[7]);
    this.above = above;
    this.counts = counts;
    this.labels = new Uint16Array(size);
    /* 各结点的单子在 gaps 里的起点，掩码在两列里的起点，可否再往下 */
    this.lists = new Uint32Array(size);
    this.masks = new Uint32Array(size);
    this.open = new Uint8Array(size);
    this.sizes = new Uint32Array(size);
    /** @type {Map<number, string>} */
    this.lefts = new Map();
    const last = new Uint16Array(depth + 2);
    const sizes = new Uint32Array(depth + 2);
    let list = 0;
    let inner = 0;
    let outer = 0;
    let left = 0;
    for (let node = 0; node < size; node++) {
      const level = this.depths[node];
      const sibling = node > 0 && this.depths[node - 1] >= level;
      this.labels[node] = last[level] = (sibling ? last[level] : 0) + steps[node];
      this.lists[node] = list;
      const listed = Math.max(0, counts[node] - 1);
      sizes[level] = counts[node] === 0 ? sizes[level - 1] : listed;
      this.sizes[node] = sizes[level];
      this.open[node] = counts[node] !== 1 && sizes[level] > limit && level < depth ? 1 : 0;
      list += listed;
      if (counts[node] === 1) {
        const length = lefts[left++];
        let text = "";
        for (let code = 0; code < length; code++, left += 2)
          text += String.fromCharCode(lefts[left] | (lefts[left + 1] << 8));
        this.lefts.set(node, text);
      }
      if (node < above) continue;
      if (this.open[node]) {
        this.masks[node] = inner;
        inner += listed;
      } else {
        this.masks[node] = outer;
        outer += listed;
      }
    }
  }

  /** 从 node 往下，标为 code 的孩子；没有则 -1。
   *  @param {number} node @param {number} level @param {number} code */
  child(node, level, code) {
    for (let at = node + 1; at < this.depths.length && this.depths[at] > level; at++) {
      if (this.depths[at] === level + 1 && this.labels[at] === code) return at;
    }
    return -1;
  }

  /** 结点的单子：给出上一层的单子，得出各件的号数。
   *  @param {number} node @param {Uint32Array | null} parent */
  list(node, parent) {
    const length = this.counts[node] - 1;
    const found = new Uint32Array(length);
    let at = this.lists[node];
    let place = -1;
    for (let index = 0; index < length; index++) {
      place += this.gaps[at++] + 1;
      found[index] = parent ? parent[place] : place;
    }
    return found;
  }

  /** @param {number} node */
  mask(node) {
    const from = this.masks[node];
    const length = this.counts[node] - 1;
    return this.open[node]
      ? this.inner.subarray(from, from + length)
      : this.outer.subarray(from, from + length);
  }
}

/** @type {Found} */
const NOTHING = { exact: true, records: new Uint32Array(0), masks: new Uint8Array(0), length: 0 };

/** 索引的一部分：一棵树。 */
export class Tree {
  /** @param {URL} folder 这一部分的文件夹
   *  @param {{first: number, limit: number, keys: string, files: string}} part
   *  @param {number} depth */
  constructor(folder, part, depth) {
    this.folder = folder;
    this.depth = depth;
    this.limit = part.limit;
    this.first = part.first;
    this.keys = part.keys ? part.keys.split("\n") : [];
    this.versions = part.files;
    /** @type {Map<number, Promise<Piece>>} */
    this.pieces = new Map();
  }

  /** @param {number} index */
  #piece(index) {
    return kept(this.pieces, index, async () => {
      const key = this.keys[index];
      const name = Array.from({ length: key.length }, (_, at) =>
        key.charCodeAt(at).toString(16).padStart(4, "0"),
      ).join("");
      const version = this.versions.slice(index * 4, index * 4 + 4);
      return new Piece(await bytes(new URL(`${name}-${version}.bin`, this.folder)), this.limit, this.depth);
    });
  }

  /** 字符串 wanted 在哪些记录里。
   *  @param {string} wanted @returns {Promise<Found>} */
  async lookup(wanted) {
    let whole = wanted;
    for (;;) {
      const found = await this.#at(whole);
      if (!("left" in found))
        return { ...found, length: Math.max(0, found.length - (whole.length - wanted.length)) };
      // 总是跟在同样的字后面的，列在连同那些字的字符串下；每次都更长，不超过树的深度
      whole = found.left + whole;
    }
  }

  /** @param {string} wanted */
  async #at(wanted) {
    const index = this.#before(wanted);
    return index < 0 ? NOTHING : this.#walk(await this.#piece(index), wanted);
  }

  /** 以不大于 wanted 的字符串开头的最后一片。
   *  @param {string} wanted */
  #before(wanted) {
    return lastWhere(this.keys.length, (index) => this.keys[index] <= wanted);
  }

  /** @param {Piece} piece @param {string} wanted @returns {Found | {left: string}} */
  #walk(piece, wanted) {
    let node = -1;
    let records = null;
    let masks = null;
    for (let level = 0; level < wanted.length; level++) {
      if (node >= 0 && !piece.open[node]) return this.#found(records, masks, false, level);
      const next = piece.child(node, level, wanted.charCodeAt(level));
      if (next < 0) return NOTHING;
      node = next;
      if (piece.counts[node] === 1) return { left: /** @type {string} */ (piece.lefts.get(node)) };
      if (piece.counts[node] > 1) {
        records = piece.list(node, records);
        masks = node < piece.above ? null : piece.mask(node);
      }
    }
    return this.#found(records, masks, true, wanted.length);
  }

  /** @param {Uint32Array | null} listed @param {Uint8Array | null} masks @param {boolean} exact @param {number} length */
  #found(listed, masks, exact, length) {
    const records = listed ?? new Uint32Array(0);
    return {
      exact,
      length,
      records: records.map((record) => record + this.first),
      masks: masks ?? new Uint8Array(records.length),
    };
  }
}

/** 在一棵树里查一个词；只查到前几个字而候选还多时，接着查后面的字，取其共有。
 *  @param {Tree} tree @param {string} word */
export async function lookup(tree, word) {
  let found = await tree.lookup(word);
  let reached = found.length;
  // 长的词接着从中间查：与开头隔得远的，最能分辨
  let from = word.length >= LONG ? Math.max(word.length >> 1, reached) : reached - 1;
  while (!found.exact && found.records.length > FEW && reached < word.length) {
    from = Math.max(1, from);
    const next = await tree.lookup(word.slice(from));
    const before = found.records.length;
    found = both(found, next);
    // 再查也少不了几件，多半就是这些了：余下的看文字
    if (found.records.length > before * USEFUL) break;
    if (from <= reached) reached = next.exact ? word.length : Math.max(reached + 1, from + next.length);
    from = reached - 1;
  }
  return found;
}

/** 头一个里也在第二个里的记录；没有了就是确实没有。
 *  @param {Found} found @param {Found} other */
function both(found, other) {
  const there = new Set(other.records);
  const shared = [...found.records.keys()].filter((index) => there.has(found.records[index]));
  const records = Uint32Array.from(shared, (index) => found.records[index]);
  return {
    ...found,
    exact: !records.length,
    records,
    masks: Uint8Array.from(shared, (index) => found.masks[index]),
  };
}
