/* 检索页的结果：一件一件列出，要核对的先核对，其余的可以接着列、一并下载。 */

import { address, KINDS, make, marked, NAME_KINDS, siteRoot as root } from "./show.js";
import { places } from "./words.js";

/** @typedef {import("./found.js").Found} Found */
/** @typedef {Awaited<ReturnType<Found["hit"]>>} Hit */
/** 页面上的地方，和读者的检索式。
 *  @typedef {{list: HTMLElement, after: HTMLElement, q: string, current: () => boolean}} Place */
/** 合于分面的记录，都核对过的，排好次序。 @typedef {() => Promise<number[]>} Settled */

export const DOOR = "gw-article-door";
const MORE = 20; // 一次再列几件
const DATE = /^\d{4}(-\d\d){0,2}$/; // 机器也读得懂的日期；“2023?”之类只给人看

/** 按钮，忙的时候换一句话；没有取到就说没有取到。
 *  @param {string} words @param {string} busy @param {() => Promise<void>} act @param {string} [done] 办成之后的话 */
function button(words, busy, act, done) {
  const made = make("button", { type: "button", class: "gw-linker" }, words);
  made.addEventListener("click", async () => {
    made.disabled = true;
    if (busy) made.textContent = busy;
    try {
      await act();
      if (done) made.textContent = done;
    } catch {
      made.textContent = "未能载入，再试一次";
    }
    made.disabled = false;
  });
  return made;
}

export class Lister {
  /** @param {import("./engine.js").Engine} engine @param {Found} found @param {number[]} order @param {Place} place */
  constructor(engine, found, order, place) {
    this.engine = engine;
    this.found = found;
    this.order = order;
    this.place = place;
    this.next = 0;
    this.listed = 0;
    this.fresh = true; // 上一次检索的结果还在
    this.empty = true;
  }

  /** 再列几件；还没有列过时，列出头一件就说一声。
   *  @param {number} most */
  async more(most, first = () => {}) {
    const words = this.found.marking;
    const opening = this.fresh;
    /** @type {ReturnType<Lister["hit"]>[]} */
    const wanted = [];
    const take = () => {
      if (this.next >= this.order.length) return false;
      wanted.push(this.hit(this.order[this.next++]));
      return true;
    };
    // 头一次先取一件，列出来再取其余，慢网上也早见到
    for (let index = 0; index < (opening ? 1 : most); index++) take();
    let added = 0;
    for (let index = 0; index < wanted.length; index++) {
      const hit = await wanted[index];
      if (!this.place.current()) return;
      if (hit === null) {
        take();
        continue;
      }
      if (this.fresh) this.place.list.replaceChildren();
      this.fresh = this.empty = false;
      this.place.list.append(hit === "failed" ? failed() : item(hit, words));
      if (++added === 1) {
        first();
        for (let more = opening ? most - 1 : 0; more > 0 && take(); more--);
      }
    }
    if (this.fresh) this.place.list.replaceChildren();
    this.listed += added;
  }

  /** 核对过的一件；核对下来没有就是 null。
   *  @param {number} record @returns {Promise<Hit | "failed" | null>} */
  async hit(record) {
    try {
      await this.found.settle([record]);
      return this.found.records.includes(record) ? await this.found.hit(record) : null;
    } catch {
      return "failed";
    }
  }

  /** 列出了多少，还可以列多少；其余的一并下载。
   *  @param {Settled} settled @param {() => Promise<void>} checked 全部核对，改写件数 */
  offer(settled, checked) {
    const { list, after, q } = this.place;
    const left = this.order.slice(this.next).filter((record) => this.found.records.includes(record)).length;
    after.hidden = false;
    after.replaceChildren();
    if (left) {
      const step = Math.min(left, MORE);
      const more = button(`再列 ${step} 件`, "", async () => {
        const from = list.children.length;
        await this.more(step);
        this.offer(settled, checked);
        list.children[from]?.querySelector("a")?.focus();
      });
      after.append(`已列 ${this.listed} 件，还有 ${left} 件。`, more);
    }
    if (!this.found.exact) {
      after.append(button(`逐件核对 ${this.found.doubtful.size} 件`, "正在核对……", checked));
    }
    const download = "下载为 CSV";
    const save = async () => {
      const [{ csv }, records] = await Promise.all([import("./table.js"), settled()]);
      await csv(this.engine, records, root, q);
    };
    after.append(button(download, "正在准备……", save, download));
    for (const form of ["BibTeX", "RIS", "CSL-JSON"]) {
      const saveCited = async () => {
        const [{ cite }, records] = await Promise.all([import("./cited.js"), settled()]);
        await cite(this.engine, records, root, q, form);
      };
      after.append(" ", button(form, "正在准备……", saveCited, form));
    }
  }
}

const failed = () => make("li", { class: "gw-hit gw-note" }, "这一件未能载入。刷新再试。");

/** 给读者看的一件。
 *  @param {Hit} hit @param {string[]} words */
function item(hit, words) {
  const kind = KINDS[hit.kind];
  const what =
    hit.kind === "documents"
      ? [hit.type || kind, hit.by].filter(Boolean).join("　")
      : `${kind}　${hit.type === kind ? "" : hit.type}`.trim();
  const parts = hit.passages.map((passage) => {
    const where = passage.number
      ? passage.article || `¶ ${passage.number}`
      : passage.label || (passage.role === 2 ? "标题" : "");
    const link = make(
      "a",
      { href: address(root, hit.path, words, passage.anchor) },
      make("span", { class: "pn" }, where),
      make("span", { class: "words" }, ...marked(passage.text, passage.marks)),
    );
    return make("blockquote", {}, link);
  });
  const whole = address(root, hit.path, words);
  return make(
    "li",
    { class: "gw-hit" },
    make("h2", {}, make("a", { href: whole }, ...marked(hit.title, hit.marks))),
    hit.english && make("p", { class: "en", lang: "en" }, ...marked(hit.english, hit.englishMarks)),
    make(
      "p",
      { class: "who" },
      hit.date && make(DATE.test(hit.date) ? "time" : "span", {}, hit.date),
      make("span", {}, what),
      hit.number && make("span", {}, hit.number),
      hit.digest ? make("span", { class: "dg" }, "提要") : "",
    ),
    ...parts,
    hit.more ? make("p", { class: "more" }, make("a", { href: whole }, `本件还有 ${hit.more} 处`)) : "",
  );
}

/** 所问的一条：到那里去的链接，和它的文字。
 *  @param {NonNullable<Awaited<ReturnType<import("./engine.js").Engine["article"]>>>} article */
export function door(article) {
  const title = `《${article.title.replace(/^中华人民共和国/, "")}》${article.label}`;
  const link = make("a", { href: address(root, article.path, [], article.anchor) }, title);
  return make(
    "div",
    { class: DOOR },
    make("p", {}, link),
    ...article.lines.map((line) => make("p", {}, line)),
  );
}

/** 名称相合的机构、行动、术语，分门类列。
 *  @param {Awaited<ReturnType<import("./engine.js").Engine["namesLike"]>>} names @param {string[]} words
 *  @param {import("./words.js").Folding} folding */
export function namesList(names, words, folding) {
  return Object.entries(NAME_KINDS).flatMap(([kind, label]) => {
    const here = names.filter((name) => name.k === kind);
    return here.length ? [make("dt", {}, label), ...here.map((name) => named(name, words, folding))] : [];
  });
}

/** @param {import("./engine.js").Name & {matched: string}} name @param {string[]} words
 *  @param {import("./words.js").Folding} folding */
function named(name, words, folding) {
  const also = name.matched !== name.n ? `又作${name.matched}` : "";
  const link = make("a", { href: address(root, name.u) }, ...marked(name.n, places(name.n, words, folding)));
  return make(
    "dd",
    {},
    link,
    name.e && make("span", { lang: "en" }, `　${name.e}`),
    make("span", {}, [name.d && `　${name.d}`, also && `　${also}`].filter(Boolean).join("")),
  );
}
