/* 检索的引擎：打开索引，按检索式查出记录（found.js 是查到的结果），也查名称，取文字。 */

import { asked as askedArticle, lawNamed, placed } from "./articles.js";
import { Folding, likeness, numberForms, parse, START, starting } from "./words.js";
import { Found, WHOLE } from "./found.js";
import { Words } from "./latin.js";
import { KINDS } from "./show.js";
import { EN, named, told } from "./told.js";
import { CodePage, FEW, Tree, json, kept, lastWhere, lookup } from "./tree.js";

/** @typedef {import("./words.js").Term} Term */
/** @typedef {import("./found.js").Other} Other */
/** @typedef {import("./found.js").Text} Text */
/** 一个名称条目，照文件里的：各种写法、拼音、英文名、门类、地址、起止、后继。
 *  @typedef {{a: string[], p: string[], e?: string, k: string, u: string, d?: string, x?: string[], s?: number[]}} KnownName */
/** @typedef {KnownName & {n: string, folded: string[], english: string, latin: string[], pinyin: [whole: string, initials: string][]}} Name */
/** names.bin：名称、有条文的法律、编码、折叠的表。
 *  @typedef {{names: KnownName[], laws?: import("./articles.js").Law[]} & import("./tree.js").Encoding & ConstructorParameters<typeof Folding>[0]} Known */
/** 各件文种、机构、行动的号数，和各号是什么。
 *  @typedef {{types: string[], type: Uint8Array, agencies: [string, string][], agency: number[][],
 *    campaigns: [string, string][], campaign: number[][]}} Columns */
/** index.bin：目录，见 gongwen.search.index。
 *  @typedef {{kinds: [kind: string, count: number, label: string][], lengths: string, sizes: string, years: [number, number][], depth: number,
 *    segments: {first: number, limit: number, keys: string, files: string}[], columns: string, block: number,
 *    meta: string[], words: Record<string, string>, texts: [name: string, first: number, sizes: number[]][]}} Catalogue */
/** 一件记录不取文字就有的。
 *  @typedef {[path: string, title: string, date: string, type: string, by: string, number: string]} Row */

const VARIANTS = 2; // 一次检索至多查几种别名
const NEAR_CHECKED = 30; // 近似的提示，候选多于此就不核对件数
const APART = 60; // 拆开来查的，一共至多几个字
const PART = 12; // 拆开来查时，一段至多几个字
const ALIKE = 0.4; // 名称有多少相邻的字相同算相近

/** 打开一个站点的索引。
 *  @param {string|URL} base 站点的根地址，以斜线结尾
 *  @param {{fresh?: boolean}} options fresh 为真时不用浏览器存着的目录：网站更新之后，旧目录里的文件已经没有了 */
export async function open(base, { fresh = false } = {}) {
  const folder = new URL("search/", base);
  const files = ["index.bin", "names.bin"].map((name) =>
    json(new URL(name, folder), fresh ? "reload" : "default"),
  );
  const [catalogue, known] = await Promise.all(files);
  return new Engine(folder, catalogue, known);
}

export class Engine {
  /** @param {URL} folder @param {Catalogue} catalogue @param {Known} known */
  constructor(folder, catalogue, known) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.folding = new Folding(known);
    this.codePage = new CodePage(known);
    this.kinds = catalogue.kinds.map(([kind]) => kind);
    for (const [kind, , label] of catalogue.kinds) KINDS[kind] ??= named(label);
    this.size = catalogue.lengths.length;
    this.documents = catalogue.kinds[0]?.[0] === "documents" ? catalogue.kinds[0][1] : 0;
    this.trees = catalogue.segments.map(
      (part, index) => new Tree(new URL(`p/${index}/`, folder), part, catalogue.depth),
    );
    this.words = new Words(folder, catalogue.words);
    this.years = new Uint16Array(this.documents);
    let at = 0;
    for (const [year, count] of catalogue.years) this.years.fill(year, at, (at += count));
    this.kind = new Uint8Array(this.size);
    at = 0;
    catalogue.kinds.forEach(([, count], index) => this.kind.fill(index, at, (at += count)));
    /** @type {Name[]} */
    this.names = known.names.map((name) => ({
      ...name,
      n: name.a[0],
      folded: name.a.map((text) => this.folding.plain(text)),
      english: name.e ? this.folding.plain(name.e) : "",
      latin: name.e ? name.e.toLowerCase().split(/[^a-z0-9]+/) : [],
      pinyin: name.p.map((spelled) => [spelled.replaceAll(" ", ""), spelled.replace(/(\S)\S*\s*/g, "$1")]),
    }));
    this.laws = known.laws ?? [];
    /** @type {Map<string, string | undefined> | undefined} */
    this.englishNames = undefined;
    /** @type {Map<string, Promise<Text[]>>} */
    this.texts = new Map();
    /** @type {Map<number, Promise<Row[]>>} */
    this.rows = new Map();
    /** @type {Promise<Columns> | undefined} */
    this.columnsReady = undefined;
  }

  /** 各件的文种、机构、行动；分面要用，第一次用时取。 @returns {Promise<Columns>} */
  columns() {
    this.columnsReady ??= json(new URL(`n/${this.catalogue.columns}.bin`, this.folder)).then((data) => {
      /** @param {string} text */
      const many = (text) =>
        text.split(",").map((part) => Array.from(part, (character) => character.charCodeAt(0) - 0x4e00));
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
    const spelled = variants && groups.length > 1 && !without.length ? this.#spelled(groups) : "";
    if (spelled) {
      // 几个词都读得成音节的，先连起来当作拼音；照字面查，英文里到处都有
      const joined = await this.#found([[{ raw: spelled, folded: spelled, word: spelled }]], [], true);
      if (joined.doubtful.size <= NEAR_CHECKED) await joined.settle();
      if (joined.records.length) return joined;
    }
    return this.#found(groups, without, variants);
  }

  /** 隔开写的拼音连起来的样子；有一个词不是音节的，就是空的。
   *  @param {Term[][]} groups */
  #spelled(groups) {
    const words = groups.map((group) => (group.length === 1 ? group[0].folded : ""));
    return words.every((word) => this.folding.sounds(word)) ? words.join("") : "";
  }

  /** @param {Term[][]} groups @param {Term[]} without @param {boolean} variants */
  async #found(groups, without, variants) {
    let left = VARIANTS;
    const asked = groups.map((group) =>
      group.map((term) => {
        // 一串字母单独查才当作拼音，几个一起是外文
        const others = variants ? this.variants(term.folded, left, groups.length === 1) : [];
        left -= others.filter((other) => other.of).length;
        return { ...term, others };
      }),
    );
    const [wanted, unwanted] = await Promise.all([
      Promise.all(asked.map((group) => this.#any(group))),
      Promise.all(without.map((term) => this.#any([{ ...term, others: [] }]))),
    ]);
    return new Found(this, { groups: asked, without }, wanted, unwanted);
  }

  /** 检索式问的是某部法律的某条时，那一条：题名、条号、页址、锚、文字；否则 null。
   *  @param {string} query */
  async article(query) {
    const place = askedArticle(query, this.folding);
    const law = place && lawNamed(place.name, this.laws, this.folding);
    if (!law) return null;
    const [record, title, path] = law;
    const found = placed((await this.text(record)).l, place);
    return found && { title, path, ...found };
  }

  /** 与一个词同指的其他写法：别名，拼音所指的名称。每个记下是谁的、给读者看的样子。
   *  @param {string} word @returns {Other[]} */
  variants(word, most = VARIANTS, sounds = true) {
    /** @type {Map<string, Other & {order: number}>} */
    const found = new Map();
    const latin = sounds && /^[a-z]+$/.test(word);
    for (const name of this.names) {
      const spelled = name.folded.indexOf(word);
      const sounded = latin && word.length > 1 ? name.pinyin.findIndex((forms) => forms.includes(word)) : -1;
      if (spelled < 0 && sounded < 0 && !name.x?.includes(word)) continue;
      name.folded.forEach((other, at) => {
        if (other.length < 2 || other.includes(word) || found.has(other)) return;
        // 拼音所指的写法在先，其次是通行的名称或其中一段
        const order = at === sounded ? 0 : name.folded[0].includes(other) ? 1 : 2;
        const shown = name.a[at];
        found.set(other, { folded: other, word: starting(shown, other), shown, of: name, order });
      });
    }
    // 一个写法含有另一个的，查短的就够
    const shortest = [...found.values()].filter(
      (one) => ![...found.keys()].some((other) => other !== one.folded && one.folded.includes(other)),
    );
    shortest.sort((a, b) => a.order - b.order);
    const numbers = numberForms(word).map((form) => ({
      folded: form,
      word: form,
      shown: told("文号的其他写法"),
    }));
    const titles = (latin ? this.folding.pinyin(word) : []).map((written) => ({
      folded: written,
      word: written,
      shown: told("题名的拼音"),
      pinyin: true,
    }));
    return [...shortest.slice(0, most), ...numbers, ...titles];
  }

  /** 名称里有所查各词的机构、行动、术语，最合的在前：完全相同，开头，包含；字面，拼音，英文。
   *  @param {Found} found 检索的结果：有不要的词时，只列合于检索式的
   *  @returns {Promise<(Name & {record: number, matched: string})[]>} */
  async namesLike(found, most = 6) {
    const words = found.asked.groups.map((group) => group.map((term) => term.folded));
    if (!words.length) return [];
    const scored = [];
    for (const [index, name] of this.names.entries()) {
      const matches = words.map((group) =>
        group.map((word) => likeness(name, word)).reduce((a, b) => (a.score >= b.score ? a : b)),
      );
      if (matches.some((match) => !match.score)) continue;
      const score = matches.reduce((sum, match) => sum + match.score, 0) / matches.length;
      scored.push({
        name,
        which: matches[0].which,
        score: score - name.n.length / 1000,
        record: this.documents + index,
      });
    }
    scored.sort((a, b) => b.score - a.score || a.record - b.record);
    const listed = [];
    for (const { name, which, record } of scored) {
      if (listed.length === most) break;
      if (found.asked.without.length) await found.settle([record]);
      if (!found.asked.without.length || found.records.includes(record))
        listed.push({ ...name, record, matched: name.a[which] });
    }
    return listed;
  }

  /** 没有找到的词拆成馆内有的几段，几段都有的记录；拆不开或没有这样的记录就是 null。
   *  @param {Found} found */
  async apart(found, current = () => true) {
    const terms = found.asked.groups.flat();
    if (found.asked.groups.length !== terms.length || found.asked.without.length) return null;
    if (terms.reduce((sum, term) => sum + term.folded.length, 0) > APART) return null;
    /** @type {string[][]} */
    const each = [];
    for (const term of terms) {
      if (!current()) return null;
      each.push(await this.#parts(term.folded));
    }
    const parts = each.flat();
    const lost = terms.filter((_, index) => !each[index].length).map((term) => term.raw);
    if (
      !parts.length ||
      (parts.length === terms.length && parts.every((part, index) => part === terms[index].folded))
    )
      return null;
    const other = await this.find(parts.map((part) => `“${part}”`).join(" "), { variants: false });
    if (other.doubtful.size <= NEAR_CHECKED) await other.settle();
    // 有时几段合起来也没有：放弃，不一段段地丢
    return other.records.length ? { parts, lost, found: other } : null;
  }

  /** 没有找到时可以改查什么：各词分开，名称相近的。
   *  @param {Found} found @returns {Promise<{why: string, query: string, total?: number}[]>} */
  async near(found) {
    const terms = found.asked.groups.flat();
    /** @type {{why: string, query: string, total?: number}[]} */
    const offers = [];
    /** @param {string} why @param {string} query */
    const counted = async (why, query) => {
      const other = await this.find(query, { variants: false });
      if (other.doubtful.size <= NEAR_CHECKED) await other.settle();
      if (other.records.length)
        offers.push({ why, query, total: other.exact ? other.records.length : undefined });
    };
    if (terms.length > 1)
      for (const { raw, quoted } of terms) await counted(told("分别检索"), quoted ? `“${raw}”` : raw);
    for (const name of this.#alike(terms.map((term) => term.folded).join("")))
      offers.push({ why: told("名称相近"), query: name });
    return offers;
  }

  /** 与一个词有许多相邻的字相同的名称。
   *  @param {string} word */
  #alike(word) {
    /** @param {string} text */
    const pairs = (text) =>
      new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
    const own = pairs(word);
    /** @type {Map<string, number>} */
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
    return [...scored]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([text]) => text);
  }

  /** 从左到右，每次取馆内有的最长一段。
   *  @param {string} word */
  async #parts(word) {
    /** @param {string} text */
    const there = async (text) => {
      const found = await this.find(`“${text}”`, { variants: false });
      for (const record of found.ordered(found.records).slice(0, FEW)) {
        await found.settle([record]);
        if (found.records.includes(record)) return true;
      }
      return false;
    };
    const parts = [];
    const characters = [...word];
    for (let at = 0; at < characters.length - 1;) {
      let size = Math.min(characters.length - at, PART);
      const part = () => characters.slice(at, at + size).join("");
      // 一段单独写出来还得是它自己：“3.”就不是
      while (size > 1 && !(this.folding.plain(part()) === part() && (await there(part())))) size--;
      if (size > 1) parts.push(part());
      at += size;
    }
    return parts;
  }

  /** 几个词有一个即可：每件记录最好的位置，以及有没有把握（2 必有，1 可能有）。
   *  @param {(Term & {others: Other[]})[]} terms */
  async #any(terms) {
    const masks = new Uint8Array(this.size);
    const sure = new Uint8Array(this.size);
    const literal = new Uint8Array(this.size);
    const tasks = terms.flatMap((term) => [
      { word: term.word, own: true, capitals: /^[A-Z]{2,}$/.test(term.raw) },
      ...term.others.map((other) => ({ word: other.word, own: false, capitals: false })),
    ]);
    await Promise.all(
      tasks.flatMap(({ word, own, capitals }) => {
        const asked = word.startsWith(START)
          ? [this.words.lookup(word.slice(1))]
          : this.trees.map((tree) => lookup(tree, word));
        return asked.map(async (answer) => {
          const found = await answer;
          found.records.forEach((record, index) => {
            masks[record] |= found.masks[index];
            const whole = capitals && found.whole?.has(record);
            if (own) literal[record] = whole ? WHOLE : Math.max(literal[record], 1);
            sure[record] = Math.max(sure[record], found.exact ? 2 : 1);
          });
        });
      }),
    );
    return { masks, sure, literal };
  }

  /** 一件记录的文字。
   *  @param {number} record */
  async text(record) {
    const [file, place] = this.#file(record);
    const pack = await kept(this.texts, file, () =>
      this.codePage.json(new URL(`t/${file}.bin`, this.folder)),
    );
    return pack[place];
  }

  /** @param {number} record @returns {[file: string, place: number]} */
  #file(record) {
    const groups = this.catalogue.texts;
    const [name, first, sizes] = groups[lastWhere(groups.length, (index) => groups[index][1] <= record)];
    let place = record - first;
    let index = 0;
    while (place >= sizes[index]) place -= sizes[index++];
    return [`${name}-${index}`, place];
  }

  /** 这一页里机构、行动、术语叫什么：英文的页面用英文名，没有就还是它的名称。
   *  @param {string} name */
  called(name) {
    if (!EN) return name;
    this.englishNames ??= new Map(this.names.map((one) => [one.n, one.e]));
    return this.englishNames.get(name) ?? name;
  }

  /** 一件记录的地址、题名、日期、文种、机关、文号，不取文字。
   *  @param {number} record */
  async row(record) {
    const index = Math.floor(record / this.catalogue.block);
    const block = await kept(this.rows, index, () =>
      this.codePage.json(new URL(`m/${this.catalogue.meta[index]}.bin`, this.folder)),
    );
    return block[record % this.catalogue.block];
  }
}
