/* 检索：把检索式变成按次序排好的记录，附分面的件数；需要时取来文字，核对并摘出段落。 */

import { Folding, numberForms, parse, pinyinLines, places } from "./words.js";
import { CodePage, Tree, json } from "./tree.js";

const FEW = 20; // 候选不多于此，就直接看文字，不再查树
const USEFUL = 0.8; // 查一次至少要减去两成候选
const LONG = 9; // 这么长的词，头几个字之后从中间查
const AT_ONCE = 6; // 同时取几份文字
const VARIANTS = 2; // 一次检索至多查几种别名
const SHOWN = 96; // 一段摘录的长度
const BEFORE = 22; // 摘录里，标记之前留几个字
const NEAR_CHECKED = 30; // 近似的提示，候选多于此就不核对件数
const PART = 12; // 拆开来查时，一段至多几个字
const ALIKE = 0.4; // 名称有多少相邻的字相同算相近
const TITLE = 1;
const STRONG = 2;
const ROLE = { title: 0, strong: 1, heading: 2, data: 3, text: 4 };

/** 打开一个站点的索引。
 *  @param {string|URL} base 站点的根地址，以斜线结尾
 *  @param {{fresh?: boolean}} options fresh 为真时不用浏览器存着的目录：网站更新之后，旧目录里的文件已经没有了 */
export async function open(base, { fresh = false } = {}) {
  const folder = new URL("search/", base);
  const files = ["index.bin", "names.bin"].map((name) => json(new URL(name, folder), fresh ? "reload" : "default"));
  const [catalogue, known] = await Promise.all(files);
  return new Engine(folder, catalogue, known);
}

class Engine {
  constructor(folder, catalogue, known) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.folding = new Folding(known);
    this.codePage = new CodePage(known);
    this.kinds = catalogue.kinds.map(([kind]) => kind);
    this.size = catalogue.lengths.length;
    this.documents = catalogue.kinds[0]?.[0] === "documents" ? catalogue.kinds[0][1] : 0;
    this.trees = catalogue.segments.map((part, index) => new Tree(new URL(`p/${index}/`, folder), part, catalogue.depth));
    this.years = new Uint16Array(this.documents);
    let at = 0;
    for (const [year, count] of catalogue.years) this.years.fill(year, at, (at += count));
    this.kind = new Uint8Array(this.size);
    at = 0;
    catalogue.kinds.forEach(([, count], index) => this.kind.fill(index, at, (at += count)));
    this.names = known.names.map((name) => ({
      ...name,
      n: name.a[0],
      folded: name.a.map((text) => this.folding.plain(text)),
      english: name.e ? this.folding.plain(name.e) : "",
      pinyin: name.p.map((spelled) => [spelled.replaceAll(" ", ""), spelled.replace(/(\S)\S*\s*/g, "$1")]),
    }));
    this.texts = new Map();
    this.rows = new Map();
  }

  /** 各件的文种、机构、行动；分面要用，第一次用时取。 */
  columns() {
    this.columnsReady ??= json(new URL(`n/${this.catalogue.columns}.bin`, this.folder)).then((data) => {
      const many = (text) => text.split(",").map((part) => Array.from(part, (character) => character.charCodeAt(0) - 0x4e00));
      return {
        types: data.types,
        type: Uint8Array.from(data.type, (character) => character.charCodeAt(0) - 48),
        agencies: data.agencies,
        agency: many(data.agency),
        campaigns: data.campaigns,
        campaign: many(data.campaign),
      };
    });
    this.columnsReady.catch(() => (this.columnsReady = undefined));
    return this.columnsReady;
  }

  /** 检索。
   *  @param {string} query 检索式
   *  @param {{variants?: boolean}} options variants 为假时不查别名和拼音 */
  async find(query, { variants = true } = {}) {
    const { groups, without } = parse(query, this.folding);
    let left = VARIANTS;
    const asked = groups.map((group) =>
      group.map((term) => {
        // 一串字母单独查才当作拼音，几个一起是外文
        const others = variants ? this.variants(term.folded, left, groups.length === 1) : [];
        left -= others.filter((other) => other.of).length;
        return { ...term, others };
      })
    );
    const [wanted, unwanted] = await Promise.all([
      Promise.all(asked.map((group) => this.#any(group))),
      Promise.all(without.map((term) => this.#any([{ ...term, others: [] }]))),
    ]);
    return new Found(this, { groups: asked, without }, wanted, unwanted);
  }

  /** 与一个词同指的其他写法：别名，拼音所指的名称。每个记下是谁的、给读者看的样子。 */
  variants(word, most = VARIANTS, sounds = true) {
    const found = new Map();
    const latin = sounds && /^[a-z]+$/.test(word);
    for (const name of this.names) {
      const spelled = name.folded.indexOf(word);
      const sounded = latin && word.length > 1 ? name.pinyin.findIndex((forms) => forms.includes(word)) : -1;
      if (spelled < 0 && sounded < 0) continue;
      // 拼音所指的那个写法在先
      const order = sounded >= 0 ? [sounded, ...name.folded.keys()] : [...name.folded.keys()];
      for (const at of order) {
        const other = name.folded[at];
        if (other.length > 1 && !other.includes(word) && !found.has(other)) found.set(other, { folded: other, shown: name.a[at], of: name });
      }
    }
    // 一个写法含有另一个的，查短的就够
    const kept = [...found.values()].filter((one) => ![...found.keys()].some((other) => other !== one.folded && one.folded.includes(other)));
    const numbers = numberForms(word).map((form) => ({ folded: form, shown: "文号的其他写法" }));
    const titles = (latin ? this.folding.pinyin(word) : []).map((written) => ({ folded: written, shown: "题名的拼音", pinyin: true }));
    return [...kept.slice(0, most), ...numbers, ...titles];
  }

  /** 名称里有所查各词的机构、行动、术语，最合的在前：完全相同，开头，包含；字面，拼音，英文。
   *  @param {Found} found 检索的结果：有不要的词时，只列合于检索式的 */
  async namesLike(found, most = 6) {
    const words = found.asked.groups.map((group) => group.map((term) => term.folded));
    if (!words.length) return [];
    const scored = [];
    for (const [index, name] of this.names.entries()) {
      const matches = words.map((group) => group.map((word) => likeness(name, word)).reduce((a, b) => (a.score >= b.score ? a : b)));
      if (matches.some((match) => !match.score)) continue;
      const score = matches.reduce((sum, match) => sum + match.score, 0) / matches.length;
      scored.push({ name, which: matches[0].which, score: score - name.n.length / 1000, record: this.documents + index });
    }
    scored.sort((a, b) => b.score - a.score || a.record - b.record);
    const kept = [];
    for (const { name, which, record } of scored) {
      if (kept.length === most) break;
      if (found.asked.without.length) await found.settle([record]);
      if (!found.asked.without.length || found.records.includes(record)) kept.push({ ...name, matched: name.a[which] });
    }
    return kept;
  }

  /** 没有找到的词拆成馆内有的几段，几段都有的记录；拆不开或没有这样的记录就是 null。 */
  async apart(found) {
    const terms = found.asked.groups.flat();
    if (found.asked.groups.length !== terms.length || found.asked.without.length) return null;
    const parts = (await Promise.all(terms.map((term) => this.#parts(term.folded)))).flat();
    if (!parts.length || (parts.length === terms.length && parts.every((part, index) => part === terms[index].folded))) return null;
    const other = await this.find(parts.map((part) => `“${part}”`).join(" "), { variants: false });
    if (other.doubtful.size <= NEAR_CHECKED) await other.settle();
    // 有时几段合起来也没有：放弃，不一段段地丢
    return other.records.length ? { parts, found: other } : null;
  }

  /** 没有找到时可以改查什么：各词分开，名称相近的。@returns {Promise<{why: string, query: string, total?: number}[]>} */
  async near(found) {
    const terms = found.asked.groups.flat();
    const offers = [];
    const counted = async (why, query) => {
      const other = await this.find(query, { variants: false });
      if (other.doubtful.size <= NEAR_CHECKED) await other.settle();
      if (other.records.length) offers.push({ why, query, total: other.exact ? other.records.length : undefined });
    };
    if (terms.length > 1) for (const term of terms) await counted("单查一个词", term.raw);
    for (const name of this.#alike(terms.map((term) => term.folded).join(""))) offers.push({ why: "名称相近", query: name });
    return offers;
  }

  /** 与一个词有许多相邻的字相同的名称。 */
  #alike(word) {
    const pairs = (text) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
    const own = pairs(word);
    const scored = new Map();
    for (const name of this.names) {
      name.folded.forEach((folded, at) => {
        for (const form of [folded, name.pinyin[at][0]]) {
          const others = pairs(form);
          const shared = [...own].filter((pair) => others.has(pair)).length;
          const score = (2 * shared) / (own.size + others.size || 1);
          if (score >= ALIKE && score > (scored.get(name.a[at]) ?? 0)) scored.set(name.a[at], score);
        }
      });
    }
    return [...scored].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([text]) => text);
  }

  /** 从左到右，每次取馆内有的最长一段。 */
  async #parts(word) {
    const there = async (text) => {
      const found = await this.find(`“${text}”`, { variants: false });
      for (const record of found.ordered(found.records).slice(0, FEW)) {
        await found.settle([record]);
        if (found.records.includes(record)) return true;
      }
      return false;
    };
    const parts = [];
    for (let at = 0; at < word.length - 1; ) {
      let size = Math.min(word.length - at, PART);
      while (size > 1 && !(await there(word.slice(at, at + size)))) size--;
      if (size > 1) parts.push(word.slice(at, at + size));
      at += size;
    }
    return parts;
  }

  /** 几个词有一个即可：每件记录最好的位置，以及有没有把握（2 必有，1 可能有）。 */
  async #any(terms) {
    const masks = new Uint8Array(this.size);
    const sure = new Uint8Array(this.size);
    const literal = new Uint8Array(this.size);
    const tasks = terms.flatMap((term) => [
      { word: term.folded, own: true },
      ...term.others.map((other) => ({ word: other.folded, own: false })),
    ]);
    await Promise.all(
      tasks.flatMap(({ word, own }) =>
        this.trees.map(async (tree) => {
          const found = await lookup(tree, word);
          found.records.forEach((record, index) => {
            masks[record] |= found.masks[index];
            if (own) literal[record] = 1;
            sure[record] = Math.max(sure[record], found.exact ? 2 : 1);
          });
        })
      )
    );
    return { masks, sure, literal };
  }

  /** 一件记录的文字。 */
  async text(record) {
    const [file, place] = this.#file(record);
    let pack = this.texts.get(file);
    if (!pack) {
      pack = this.codePage.json(new URL(`t/${file}.bin`, this.folder));
      pack.catch(() => this.texts.delete(file));
      this.texts.set(file, pack);
    }
    return (await pack)[place];
  }

  #file(record) {
    const groups = this.catalogue.texts;
    let low = 0;
    let high = groups.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (groups[middle][1] <= record) low = middle + 1;
      else high = middle;
    }
    const [name, first, sizes] = groups[low - 1];
    let place = record - first;
    let index = 0;
    while (place >= sizes[index]) place -= sizes[index++];
    return [`${name}-${index}`, place];
  }

  /** 一件记录的地址、题名、日期、文种、机关、文号，不取文字。 */
  async row(record) {
    const index = Math.floor(record / this.catalogue.block);
    let block = this.rows.get(index);
    if (!block) {
      block = this.codePage.json(new URL(`m/${this.catalogue.meta[index]}.bin`, this.folder));
      block.catch(() => this.rows.delete(index));
      this.rows.set(index, block);
    }
    return (await block)[record % this.catalogue.block];
  }
}

/** 一个名称与一个词有多合，是哪个写法。 */
function likeness(name, word) {
  const latin = /^[a-z]{2,}$/.test(word);
  let best = { score: 0, which: 0 };
  name.folded.forEach((folded, which) => {
    const [whole, initials] = name.pinyin[which];
    let score = folded === word ? 9 : folded.startsWith(word) ? 6 : word.length > 1 && folded.includes(word) ? 4 : 0;
    if (!score && latin) score = whole === word || initials === word ? 8 : whole.startsWith(word) && word.length > 2 ? 3 : 0;
    if (score && which === 0) score += 0.5;
    if (score > best.score) best = { score, which };
  });
  if (!best.score && word.length > 2 && name.english.includes(word)) best = { score: name.english === word ? 8 : 2, which: 0 };
  return best;
}

/** 在一棵树里查一个词；只查到前几个字而候选还多时，接着查后面的字，取其共有。 */
async function lookup(tree, word) {
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

/** 头一个里也在第二个里的记录；没有了就是确实没有。 */
function both(found, other) {
  const there = new Set(other.records);
  const kept = [...found.records.keys()].filter((index) => there.has(found.records[index]));
  const records = Uint32Array.from(kept, (index) => found.records[index]);
  return { ...found, exact: !records.length, records, masks: Uint8Array.from(kept, (index) => found.masks[index]) };
}

/** 一次检索的结果。total 是件数；exact 为真时已经核对完。 */
class Found {
  constructor(engine, asked, wanted, unwanted) {
    this.engine = engine;
    this.asked = asked;
    this.words = asked.groups.flat().map((term) => term.folded);
    this.otherWords = asked.groups.flatMap((group) => group.flatMap((term) => term.others.map((other) => other.folded)));
    this.scores = new Float32Array(engine.size);
    this.doubtful = new Set();
    const all = [];
    for (let record = 0; record < engine.size && wanted.length; record++) {
      let sure = 2;
      for (const group of wanted) sure = Math.min(sure, group.sure[record]);
      if (!sure) continue;
      let out = 0;
      for (const group of unwanted) out = Math.max(out, group.sure[record]);
      if (out === 2) continue;
      if (sure === 1 || out === 1) this.doubtful.add(record);
      this.scores[record] = this.#score(record, wanted);
      all.push(record);
    }
    this.records = all;
    /* 因别名或拼音才找到的件数 */
    this.byOthers = all.filter((record) => wanted.some((group) => !group.literal[record])).length;
  }

  get exact() {
    return this.doubtful.size === 0;
  }

  /** 题名、名称、小标题里的最重，其次是几个词靠得近，再次是正文里处处都有。 */
  #score(record, groups) {
    let score = 0;
    let together = 255;
    // 同样说到，短的文字比长的更专
    const size = 2 ** ((this.engine.catalogue.sizes.charCodeAt(record) - 48) / 3);
    const body = 0.2 + 0.25 / (1 + size / 1500);
    for (const { masks, literal } of groups) {
      const mask = masks[record];
      let here = 0;
      if (mask & TITLE) here += 8;
      if (mask & STRONG) here += 3;
      for (let parts = mask >> 2; parts; parts &= parts - 1) here += body;
      score += literal[record] ? here : here * 0.7;
      together &= mask;
    }
    if (groups.length > 1) score += together & TITLE ? 8 : together & STRONG ? 3 : together ? 2 : 0;
    if (together & TITLE) {
      // 题名里检索的词占得越多越合
      const length = this.engine.catalogue.lengths.charCodeAt(record) - 48;
      const asked = Math.min(length, this.asked.groups.reduce((sum, group) => sum + group[0].folded.length, 0));
      score += (6 * asked) / Math.max(1, length);
    }
    // 名称相合的条目另列在前，文献里查到的才是这里要看的
    return record < this.engine.documents ? score : score * 0.6;
  }

  /** 排好次序的记录：best 切题，new 新在前，old 旧在前。文献在名录之前，无日期的在最后。 */
  ordered(records, sort = "best") {
    const { documents, years } = this.engine;
    const rank = (record) => (record >= documents ? 2 : years[record] ? 0 : 1);
    const byDate = (a, b) => rank(a) - rank(b) || (a < documents ? (sort === "old" ? a - b : b - a) : a - b);
    return [...records].sort(sort === "best" ? (a, b) => this.scores[b] - this.scores[a] || byDate(a, b) : byDate);
  }

  /** 合于分面的记录，以及每个分面的件数：数一个分面时，不管它自己选了什么。
   *  @param {{kind: string[], type: string[], agency: string[], campaign: string[], year: [number, number][]}} chosen */
  async facets(chosen) {
    const { engine } = this;
    const columns = await engine.columns();
    const tests = {
      kind: (record) => !chosen.kind.length || chosen.kind.includes(engine.kinds[engine.kind[record]]),
      type: (record) => !chosen.type.length || (record < engine.documents && chosen.type.includes(columns.types[columns.type[record]])),
      agency: (record) => hasAny(columns.agency[record], columns.agencies, chosen.agency),
      campaign: (record) => hasAny(columns.campaign[record], columns.campaigns, chosen.campaign),
      year: (record) => !chosen.year.length || (record < engine.documents && chosen.year.some(([from, to]) => engine.years[record] >= from && engine.years[record] <= to)),
    };
    const counts = { kind: new Map(), type: new Map(), agency: new Map(), campaign: new Map(), year: new Map() };
    const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    const records = [];
    for (const record of this.records) {
      const failed = Object.keys(tests).filter((name) => !tests[name](record));
      if (!failed.length) records.push(record);
      if (failed.length > 1) continue;
      const counted = (name) => !failed.length || failed[0] === name;
      if (counted("kind")) add(counts.kind, engine.kinds[engine.kind[record]]);
      if (record >= engine.documents) continue;
      if (counted("type")) add(counts.type, columns.types[columns.type[record]]);
      if (counted("year")) add(counts.year, engine.years[record]);
      if (counted("agency")) for (const at of columns.agency[record]) add(counts.agency, columns.agencies[at][0]);
      if (counted("campaign")) for (const at of columns.campaign[record]) add(counts.campaign, columns.campaigns[at][0]);
    }
    return { records, counts, names: new Map([...columns.agencies, ...columns.campaigns]) };
  }

  /** 看文字，核对还没有把握的记录；报告每一步。@param {number[]} records 只核对这些，不给则全部 */
  async settle(records = [...this.doubtful], step = () => {}) {
    const waiting = records.filter((record) => this.doubtful.has(record));
    const work = async () => {
      for (let record = waiting.shift(); record !== undefined; record = waiting.shift()) {
        if (!this.#holds(await this.engine.text(record))) this.#drop(record);
        this.doubtful.delete(record);
        step(this);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return this;
  }

  #drop(record) {
    const at = this.records.indexOf(record);
    if (at >= 0) this.records.splice(at, 1);
  }

  /** 到了一件文献的页上要标出的词。 */
  get marking() {
    return this.asked.groups.flat().flatMap((term) => [term.raw, ...term.others.filter((other) => !other.pinyin).map((other) => other.folded)]);
  }

  #holds(text) {
    const lines = text.l.map(([line]) => this.engine.folding.plain(line));
    lines.push(...pinyinLines(text.p));
    const has = (word) => lines.some((line) => line.includes(word));
    const { groups, without } = this.asked;
    return (
      groups.every((group) => group.some((term) => has(term.folded) || term.others.some((other) => has(other.folded)))) &&
      !without.some((term) => has(term.folded))
    );
  }

  /** 全部记录的地址，核对之后可靠。 */
  async paths() {
    return Promise.all(this.records.map(async (record) => (await this.engine.row(record))[0]));
  }

  /** 给读者看的一件：题名和段落里标出词，段落附锚。@param {number} most 至多几段 */
  async hit(record, most = 3) {
    const text = await this.engine.text(record);
    const { folding } = this.engine;
    const words = [...this.words, ...this.otherWords];
    const found = [];
    let anchor = "";
    let number = 0;
    let opening;
    for (const [line, own = "", role = ROLE.text, label = ""] of text.l) {
      if (role === ROLE.text && own) {
        number += 1;
        anchor = `p-${own}`;
      } else if (own) anchor = own;
      const numbered = role === ROLE.text && own ? number : 0;
      if (role === ROLE.title) continue;
      const shown = { anchor: role === ROLE.data || role === ROLE.strong ? "" : anchor, number: numbered, role, label };
      if (role === ROLE.text && !opening) opening = { ...shown, ...excerpt(line, []) };
      const marks = places(line, words, folding);
      if (!marks.length) continue;
      const distinct = this.words.filter((word) => folding.plain(line).includes(word)).length;
      found.push({ ...shown, ...excerpt(line, marks), weight: distinct * 4 + (role === ROLE.text ? 2 : role === ROLE.heading ? 1 : 0), order: found.length });
    }
    const best = [...found].sort((a, b) => b.weight - a.weight || a.order - b.order).slice(0, most);
    best.sort((a, b) => a.order - b.order);
    return {
      path: text.u,
      title: text.t,
      marks: places(text.t, words, folding),
      kind: this.engine.kinds[text.k ?? 0],
      date: text.d ?? "",
      type: text.y ?? "",
      by: text.w ?? "",
      number: text.n ?? "",
      digest: Boolean(text.g),
      passages: best.length || !opening ? best : [opening],
      more: Math.max(0, found.length - best.length),
    };
  }
}

function hasAny(places_, list, chosen) {
  if (!chosen.length) return true;
  return places_ !== undefined && places_.some((at) => chosen.includes(list[at][0]));
}

/** 一行里围着头一个标记的一段，连同其中的标记。 */
function excerpt(line, marks) {
  if (line.length <= SHOWN) return { text: line, marks };
  const first = marks[0]?.[0] ?? 0;
  let from = Math.max(0, Math.min(first - BEFORE, line.length - SHOWN));
  // 从一句的开头摘起，若离得不远
  const sentence = Math.max(...[..."。；！？，"].map((mark) => line.lastIndexOf(mark, first - 1)));
  if (sentence >= 0 && first - sentence <= BEFORE * 2) from = sentence + 1;
  else if (first <= BEFORE * 2) from = 0;
  let to = Math.min(line.length, from + SHOWN);
  if (isInside(line, from)) from -= 1;
  if (isInside(line, to)) to += 1;
  const inside = marks.filter(([a, b]) => a >= from && b <= to).map(([a, b]) => [a, b]);
  const head = from > 0 ? "…" : "";
  const tail = to < line.length ? "…" : "";
  return { text: head + line.slice(from, to) + tail, marks: inside.map(([a, b]) => [a - from + head.length, b - from + head.length]) };
}

const isInside = (line, at) => at > 0 && at < line.length && /[\udc00-\udfff]/.test(line[at]) && /[\ud800-\udbff]/.test(line[at - 1]);

