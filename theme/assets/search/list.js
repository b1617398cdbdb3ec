/* 检索页的结果：一件一件列出，要核对的先核对，其余的可以接着列、一并下载。 */

import { address, KINDS, make, marked, mixed, NAME_KINDS, siteRoot as root } from "./show.js";
import { value } from "./articles.js";
import { EN, FACTS, named as word, told, ZH } from "./told.js";
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
      made.textContent = told("未能载入，再试一次");
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
      this.place.list.append(hit === "failed" ? failed() : item(hit, words, this.engine));
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
      const more = button(told("再列 {number} 件", { number: step }), "", async () => {
        const from = list.children.length;
        await this.more(step);
        this.offer(settled, checked);
        list.children[from]?.querySelector("a")?.focus();
      });
      after.append(told("已列 {listed} 件，还有 {left} 件。", { listed: this.listed, left }), more);
    }
    if (!this.found.exact) {
      after.append(
        button(
          told("逐件核对 {number} 件", { number: this.found.doubtful.size }),
          told("正在核对……"),
          checked,
        ),
      );
    }
    const download = told("下载为 CSV");
    const save = async () => {
      const [{ csv }, records] = await Promise.all([import("./table.js"), settled()]);
      await csv(this.engine, records, root, q);
    };
    after.append(button(download, told("正在准备……"), save, download));
    for (const form of ["BibTeX", "RIS", "CSL-JSON"]) {
      const saveCited = async () => {
        const [{ cite }, records] = await Promise.all([import("./cited.js"), settled()]);
        await cite(this.engine, records, root, q, form);
      };
      after.append(" ", button(form, told("正在准备……"), saveCited, form));
    }
  }
}

/** 摘出的一段是不是英文。
 *  @param {string} text */
const isEnglish = (text) => !/\p{Script=Han}/u.test(text);

const failed = () => make("li", { class: "gw-hit gw-note" }, told("这一件未能载入。刷新再试。"));

/** 一件是什么，谁发的。
 *  @param {Hit} hit @param {import("./engine.js").Engine} engine */
function what(hit, engine) {
  const kind = KINDS[hit.kind];
  const type = word(hit.type);
  if (hit.kind === "documents") {
    return [type || kind, EN ? bodies(hit.by, engine) : hit.by].filter(Boolean).join(EN ? " · " : "　");
  }
  return EN ? type || kind : `${kind}　${type === kind ? "" : type}`.trim();
}

/** 机关的英文名；“甲等 4 部门”照说。
 *  @param {string} by @param {import("./engine.js").Engine} engine */
function bodies(by, engine) {
  const [, first, all] = /^(.+)等 (\d+) 部门$/u.exec(by) ?? [];
  if (first) return `${engine.called(first)} and ${Number(all) - 1} others`;
  return by
    .split("、")
    .map((name) => engine.called(name))
    .join("; ");
}

/** 第几条。
 *  @param {string} article */
function articleName(article) {
  const [, number, bis] = EN ? (/^第(.+)条(?:之(.+))?$/u.exec(article) ?? []) : [];
  return number ? `Art. ${value(number)}${bis ? `-${value(bis)}` : ""}` : article;
}

/** 题名，和另一种语言的题名。
 *  @param {Hit} hit @param {string} whole */
function titles(hit, whole) {
  const chinese = marked(hit.title, hit.marks);
  const english = marked(hit.english, hit.englishMarks);
  const [first, second] = EN && hit.english ? [english, chinese] : [chinese, english];
  const other = EN ? { class: "zh", lang: ZH } : { class: "en", lang: "en" };
  return [
    make("h2", { lang: hit.english ? undefined : ZH }, make("a", { href: whole }, ...first)),
    hit.english && make("p", other, ...second),
  ];
}

/** 给读者看的一件。
 *  @param {Hit} hit @param {string[]} words @param {import("./engine.js").Engine} engine */
function item(hit, words, engine) {
  const parts = hit.passages.map((passage) => {
    const where = passage.number
      ? articleName(passage.article) || `¶ ${passage.number}`
      : word(passage.label || (passage.role === 2 ? "标题" : ""));
    const chinese = isEnglish(passage.text) ? undefined : ZH;
    const link = make(
      "a",
      { href: address(root, hit.path, words, passage.anchor) },
      make("span", { class: "pn" }, where),
      make("span", { class: "words", lang: chinese }, ...marked(passage.text, passage.marks)),
    );
    return make("blockquote", {}, link);
  });
  const whole = address(root, hit.path, words, FACTS);
  return make(
    "li",
    { class: "gw-hit" },
    ...titles(hit, whole),
    make(
      "p",
      { class: "who" },
      hit.date && make(DATE.test(hit.date) ? "time" : "span", {}, hit.date),
      make("span", {}, ...mixed(what(hit, engine))),
      hit.number && make("span", { lang: ZH }, hit.number),
      hit.digest ? make("span", { class: "dg" }, told("提要")) : "",
    ),
    ...parts,
    hit.more
      ? make(
          "p",
          { class: "more" },
          make(
            "a",
            { href: address(root, hit.path, words) },
            told("本件还有 {number} 处", { number: hit.more }),
          ),
        )
      : "",
  );
}

/** 所问的一条：到那里去的链接，和它的文字。
 *  @param {NonNullable<Awaited<ReturnType<import("./engine.js").Engine["article"]>>>} article */
export function door(article) {
  const title = `《${article.title.replace(/^中华人民共和国/, "")}》${article.label}`;
  const link = make("a", { href: address(root, article.path, [], article.anchor) }, title);
  return make(
    "div",
    { class: DOOR, lang: ZH },
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
  const also = name.matched !== name.n ? told("又作{name}", { name: name.matched }) : "";
  const chinese = marked(name.n, places(name.n, words, folding));
  const english = marked(name.e ?? "", places(name.e ?? "", words, folding));
  const [first, second] = EN && name.e ? [english, chinese] : [chinese, english];
  return make(
    "dd",
    {},
    make("a", { href: address(root, name.u, [], FACTS), lang: name.e ? undefined : ZH }, ...first),
    name.e && make("span", { lang: EN ? ZH : "en" }, "　", ...second),
    make("span", { lang: ZH }, [name.d && `　${name.d}`, also && `　${also}`].filter(Boolean).join("")),
  );
}
