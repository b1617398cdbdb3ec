/* 一次检索的结果：次序，分面的件数；需要时取来文字，核对并摘出段落。 */

import { opening as articleOf } from "./articles.js";
import { pinyinLines, places, START, starting } from "./words.js";

/** @typedef {import("./words.js").Term} Term */
/** @typedef {import("./words.js").Span} Span */
/** 与一个词同指的其他写法：给读者看的样子；是名称的，是哪个条目的。
 *  @typedef {{folded: string, word: string, shown: string, of?: import("./engine.js").Name, order?: number, pinyin?: boolean}} Other */
/** 检索式，每个词附上其他写法。 @typedef {{groups: (Term & {others: Other[]})[][], without: Term[]}} Asked */
/** 一组词在每件记录里的位置；2 必有，1 可能有；是不是照字面有的。
 *  @typedef {{masks: Uint8Array, sure: Uint8Array, literal: Uint8Array}} Standing */
/** 一件记录的文字，键名见 gongwen.search.index。
 *  @typedef {{l: [line: string, own?: string, role?: number, label?: string][], u: string, t: string, p?: string,
 *    k?: number, d?: string, y?: string, w?: string, n?: string, g?: 1, a?: 1}} Text */
/** 合于分面的条件。
 *  @typedef {{kind: string[], type: string[], agency: string[], campaign: string[], year: Span[]}} Chosen */
/** @typedef {{text: string, marks: Span[]}} Excerpt */
/** 一行在页上的位置。 @typedef {{anchor: string, number: number, article: string, role: number, label: string}} Where */
/** @typedef {Excerpt & Where} Passage */

const AT_ONCE = 6; // 同时取几份文字
const SHOWN = 96; // 一段摘录的长度
const BEFORE = 22; // 摘录里，标记之前留几个字
const ENGLISH = "英文"; // 英文题名、英文名那一行的标签（gongwen.search.entries）
export const WHOLE = 2; // 大写的词，整个就是它的
const FIRST = 40; // 排在只以它开头的之前
const TITLE = 1;
const STRONG = 2;
const ROLE = { title: 0, strong: 1, heading: 2, data: 3, text: 4 };
const LOOSE = new Set([ROLE.strong, ROLE.data]); // 在页上没有自己的地方

/** 一次检索的结果。records 是查到的记录，其中 doubtful 的还要看文字核对；exact 为真时已经核对完，件数是确数。 */
export class Found {
  /** @param {import("./engine.js").Engine} engine @param {Asked} asked
   *  @param {Standing[]} wanted 每组词的 @param {Standing[]} unwanted 每个不要的词的 */
  constructor(engine, asked, wanted, unwanted) {
    this.engine = engine;
    this.asked = asked;
    this.words = asked.groups.flat().map((term) => term.word);
    this.otherWords = asked.groups.flatMap((group) =>
      group.flatMap((term) => term.others.map((other) => other.word)),
    );
    this.scores = new Float32Array(engine.size);
    /** @type {Set<number>} */
    this.doubtful = new Set();
    /** @type {number[]} */
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
  }

  get exact() {
    return this.doubtful.size === 0;
  }

  /** 题名、名称、小标题里的最重，其次是几个词靠得近，再次是正文里处处都有。
   *  @param {number} record @param {Standing[]} groups */
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
      if (literal[record] === WHOLE) score += FIRST;
      together &= mask;
    }
    if (groups.length > 1) score += together & TITLE ? 8 : together & STRONG ? 3 : together ? 2 : 0;
    if (together & TITLE) {
      // 题名里检索的词占得越多越合
      const length = this.engine.catalogue.lengths.charCodeAt(record) - 48;
      const asked = Math.min(
        length,
        this.asked.groups.reduce((sum, group) => sum + group[0].folded.length, 0),
      );
      score += (6 * asked) / Math.max(1, length);
    }
    // 名称相合的条目另列在前，文献里查到的才是这里要看的
    return record < this.engine.documents ? score : score * 0.6;
  }

  /** 排好次序的记录：best 切题，new 新在前，old 旧在前。文献在名录之前，无日期的在最后。
   *  @param {number[]} records */
  ordered(records, sort = "best") {
    const { documents, years } = this.engine;
    /** @param {number} record */
    const rank = (record) => (record >= documents ? 2 : years[record] ? 0 : 1);
    /** @param {number} a @param {number} b */
    const byDate = (a, b) => rank(a) - rank(b) || (a < documents ? (sort === "old" ? a - b : b - a) : a - b);
    return [...records].sort(
      sort === "best" ? (a, b) => this.scores[b] - this.scores[a] || byDate(a, b) : byDate,
    );
  }

  /** 合于分面的记录，以及每个分面的件数：数一个分面时，不管它自己选了什么。
   *  @param {Chosen} chosen */
  async facets(chosen) {
    const { engine } = this;
    const columns = await engine.columns();
    /** @type {Record<keyof Chosen, (record: number) => boolean>} */
    const tests = {
      kind: (record) => !chosen.kind.length || chosen.kind.includes(engine.kinds[engine.kind[record]]),
      type: (record) =>
        !chosen.type.length ||
        (record < engine.documents && chosen.type.includes(columns.types[columns.type[record]])),
      agency: (record) => hasAny(columns.agency[record], columns.agencies, chosen.agency),
      campaign: (record) => hasAny(columns.campaign[record], columns.campaigns, chosen.campaign),
      year: (record) =>
        !chosen.year.length ||
        (record < engine.documents &&
          chosen.year.some(([from, to]) => engine.years[record] >= from && engine.years[record] <= to)),
    };
    const counts = {
      kind: new Map(),
      type: new Map(),
      agency: new Map(),
      campaign: new Map(),
      year: new Map(),
    };
    /** @template K
     *  @param {Map<K, number>} map @param {K} key */
    const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    const records = [];
    for (const record of this.records) {
      const failed = /** @type {(keyof Chosen)[]} */ (Object.keys(tests)).filter(
        (name) => !tests[name](record),
      );
      if (!failed.length) records.push(record);
      if (failed.length > 1) continue;
      /** @param {keyof Chosen} name */
      const counted = (name) => !failed.length || failed[0] === name;
      if (counted("kind")) add(counts.kind, engine.kinds[engine.kind[record]]);
      if (record >= engine.documents) continue;
      if (counted("type")) add(counts.type, columns.types[columns.type[record]]);
      if (counted("year")) add(counts.year, engine.years[record]);
      if (counted("agency"))
        for (const at of columns.agency[record]) add(counts.agency, columns.agencies[at][0]);
      if (counted("campaign"))
        for (const at of columns.campaign[record]) add(counts.campaign, columns.campaigns[at][0]);
    }
    return { records, counts, names: new Map([...columns.agencies, ...columns.campaigns]) };
  }

  /** 看文字，核对还没有把握的记录。@param {number[]} records 只核对这些，不给则全部 */
  async settle(records = [...this.doubtful]) {
    const waiting = records.filter((record) => this.doubtful.has(record));
    const work = async () => {
      for (let record = waiting.shift(); record !== undefined; record = waiting.shift()) {
        if (!this.#holds(await this.engine.text(record))) this.#drop(record);
        this.doubtful.delete(record);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return this;
  }

  /** @param {number} record */
  #drop(record) {
    const at = this.records.indexOf(record);
    if (at >= 0) this.records.splice(at, 1);
  }

  /** 到了一件文献的页上要标出的词。 */
  get marking() {
    return this.asked.groups
      .flat()
      .flatMap((term) => [
        term.word === term.folded && starting(term.raw, term.folded) !== term.word
          ? `“${term.raw}”`
          : term.raw,
        ...term.others.filter((other) => !other.pinyin).map((other) => other.folded),
      ]);
  }

  /** @param {Text} text */
  #holds(text) {
    const lines = text.l.map(([line]) => this.engine.folding.plain(line));
    lines.push(...pinyinLines(text.p));
    /** @param {string} word */
    const has = (word) =>
      word.startsWith(START)
        ? text.l.some(([line]) => places(line, [word], this.engine.folding).length)
        : lines.some((line) => line.includes(word));
    const { groups, without } = this.asked;
    return (
      groups.every((group) =>
        group.some((term) => has(term.word) || term.others.some((other) => has(other.word))),
      ) && !without.some((term) => has(term.word))
    );
  }

  /** 全部记录的地址，核对之后可靠。 */
  async paths() {
    return Promise.all(this.records.map(async (record) => (await this.engine.row(record))[0]));
  }

  /** 给读者看的一件：题名和段落里标出词，段落附锚。
   *  @param {number} record @param {number} most 至多几段 */
  async hit(record, most = 3) {
    const text = await this.engine.text(record);
    const { folding } = this.engine;
    const words = [...this.words, ...this.otherWords];
    const lines = standing(text.l, Boolean(text.a));
    const found = lines.flatMap(({ line, ...where }, order) => {
      const marks = places(line, words, folding);
      return marks.length
        ? [{ ...where, ...excerpt(line, marks), weight: this.#weight(line, where.role), order }]
        : [];
    });
    const best = [...found].sort((a, b) => b.weight - a.weight || a.order - b.order).slice(0, most);
    best.sort((a, b) => a.order - b.order);
    const opening = lines.filter(({ role }) => role === ROLE.text).slice(0, 1);
    return {
      ...this.#head(text),
      marks: places(text.t, words, folding),
      englishMarks: places(this.#head(text).english, words, folding),
      /** @type {Passage[]} */
      passages: best.length
        ? best
        : opening.map(({ line, ...where }) => ({ ...where, ...excerpt(line, []) })),
      more: found.length - best.length,
    };
  }

  /** 一件的题名、日期等。
   *  @param {Text} text */
  #head({ l: lines, u: path, t: title, k = 0, d: date = "", y: type = "", w: by = "", n: number = "", g }) {
    const english = lines.find(([, , role, label]) => role === ROLE.title && label === ENGLISH)?.[0] ?? "";
    return { path, title, english, kind: this.engine.kinds[k], date, type, by, number, digest: Boolean(g) };
  }

  /** 一行里所查的词越多越该列出，正文先于小标题，小标题先于著录。
   *  @param {string} line @param {number} role */
  #weight(line, role) {
    const distinct = this.words.filter((word) => places(line, [word], this.engine.folding).length).length;
    return distinct * 4 + (role === ROLE.text ? 2 : role === ROLE.heading ? 1 : 0);
  }
}

/** 题名以外的各行，连同它在页上的锚、正文里的段号，法律还有所在的条。
 *  @param {Text["l"]} lines @param {boolean} law @returns {(Where & {line: string})[]} */
export function standing(lines, law = false) {
  let anchor = "";
  let article = "";
  let paragraphs = 0;
  /** @type {(Where & {line: string})[]} */
  const found = [];
  for (const [line, own = "", role = ROLE.text, label = ""] of lines) {
    const paragraph = role === ROLE.text && own !== "";
    if (paragraph) paragraphs += 1;
    if (own) anchor = paragraph ? `p-${own}` : own;
    if (law) article = role === ROLE.heading ? "" : articleOf(line) || article;
    if (role === ROLE.title) continue;
    const where = LOOSE.has(role) ? "" : anchor;
    found.push({ line, anchor: where, number: paragraph ? paragraphs : 0, article, role, label });
  }
  return found;
}

/** 所选的有一个在其中。
 *  @param {number[] | undefined} places_ @param {[string, string][]} list @param {string[]} chosen */
function hasAny(places_, list, chosen) {
  if (!chosen.length) return true;
  return places_ !== undefined && places_.some((at) => chosen.includes(list[at][0]));
}

/** 一行里围着头一个标记的一段，连同其中的标记。
 *  @param {string} line @param {Span[]} marks @returns {Excerpt} */
export function excerpt(line, marks) {
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
  const inside = marks
    .filter(([a, b]) => a < to && b > from)
    .map(([a, b]) => [Math.max(a, from), Math.min(b, to)]);
  const head = from > 0 ? "…" : "";
  const tail = to < line.length ? "…" : "";
  return {
    text: head + line.slice(from, to) + tail,
    marks: inside.map(([a, b]) => [a - from + head.length, b - from + head.length]),
  };
}

/** 在一个字的两个码元之间。
 *  @param {string} line @param {number} at */
const isInside = (line, at) =>
  at > 0 && at < line.length && /[\udc00-\udfff]/.test(line[at]) && /[\ud800-\udbff]/.test(line[at - 1]);
