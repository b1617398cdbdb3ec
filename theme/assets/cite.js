/* 引用与带走：引文填上今天的日期和所指的条、段，一按即复制；书目管理软件的文件；指出错误。
   引文由构建时写好（gongwen.publish），这里只填空。 */

import { han } from "./search/articles.js";
import { filled, item } from "./slots.js";

/** @typedef {import("./slots.js").Pieces} Pieces */
/** @typedef {{of: string, key: string, styles: Record<string, Pieces>, bib: Pieces, ris: Pieces, csl: Record<string, unknown>}} Cited */
/** 所指的一处：怎样称呼，地址里的片段，是哪一种文字的。 @typedef {{label: string, fragment: string, of: string}} Place */

const STYLES = new Map([
  ["gbt", "GB/T 7714"],
  ["apa", "APA"],
  ["chicago", "Chicago"],
  ["plain", "白文"],
]);
const KEY = "gongwen.style";
const ANCHOR = /^(art-\d+(?:-bis-\d+)?)(?:-(\d+))?(?:-(\d+))?$/;
const SHORT = 120; // 报告错误时附上的字

const source = document.getElementById("gw-citing");
/** @type {Cited[]} */
const works = JSON.parse(source?.textContent ?? "[]");
const main = document.getElementById("main");

/** @param {Cited} work @param {Place | null} place */
const csl = (work, place) => `${JSON.stringify([item(work.csl, place)], null, 2)}\n`;

/** 地址里 # 以后的部分；写错了的照原样。 */
function fragment() {
  const id = location.hash.slice(1);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** 条款项怎样称呼：只有一款的条不说第一款。
 *  @param {string} id */
function article(id) {
  const match = ANCHOR.exec(id);
  const name = match && document.getElementById(match[1])?.textContent;
  if (!name) return "";
  const several = document.getElementById(`${match[1]}-1`) || document.getElementById(`${match[1]}-2`);
  const clause = match[2] && several ? `第${han(Number(match[2]))}款` : "";
  return name + clause + (match[3] ? `第${han(Number(match[3]))}项` : "");
}

/** 地址所指的段落。不问 :target：样式还没有取到时，浏览器还没有定下它。 */
function pointed() {
  const found = document.getElementById(fragment());
  const paragraph = found?.closest(".gw-text p");
  return paragraph instanceof HTMLElement && paragraph.id ? paragraph : null;
}

/** 那一段怎样称呼。
 *  @param {HTMLElement | null} paragraph @returns {Place | null} */
function placeOf(paragraph) {
  if (!paragraph) return null;
  const id = fragment();
  const own = paragraph.querySelector(":is(.gw-no, .gw-pn)[id]")?.id ?? "";
  const label = article(ANCHOR.test(id) ? id : own) || counted(paragraph);
  const digest = !paragraph.closest(".gw-whole") && works.some((work) => work.of === "digest");
  return { label, fragment: `#${ANCHOR.test(id) ? id : paragraph.id}`, of: digest ? "digest" : "text" };
}

/** @param {HTMLElement} paragraph */
function counted(paragraph) {
  const number = paragraph.querySelector(":scope > .gw-pn")?.textContent ?? "";
  return /^\d+$/.test(number) ? `第${number}段` : "";
}

/** 段落的字，不带页边的号。
 *  @param {HTMLElement} paragraph */
function words(paragraph) {
  const copy = /** @type {HTMLElement} */ (paragraph.cloneNode(true));
  for (const number of copy.querySelectorAll(".gw-pn")) number.remove();
  return (copy.textContent ?? "").trim();
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // 不在安全的地址上，浏览器不给剪贴板：照老办法
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    area.className = "gw-vh";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** @param {string} name @param {string} type @param {string} text */
function save(name, type, text) {
  const link = Object.assign(document.createElement("a"), { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function chosen() {
  try {
    return localStorage.getItem(KEY) ?? "gbt";
  } catch {
    return "gbt";
  }
}

/** @param {string} style */
function choose(style) {
  try {
    localStorage.setItem(KEY, style);
  } catch {
    /* 不许存就只管这一次 */
  }
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  made.className = "gw-linker";
  made.addEventListener("click", act);
  return made;
}

/** 一排按钮，末尾说做成了没有。
 *  @param {string} label @param {(say: (text: string) => void) => (HTMLElement | string)[]} fill */
function bar(label, fill) {
  const row = document.createElement("div");
  row.className = "gw-taking";
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", label);
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  row.append(...fill((text) => (status.textContent = text)), status);
  return row;
}

/** 复制引文的几个按钮。
 *  @param {(style: string) => string} text @param {(text: string) => void} say @param {(style: string) => void} [then] */
function styles(text, say, then) {
  return [...STYLES].map(([style, name]) =>
    button(name, async () => {
      choose(style);
      then?.(style);
      say((await copy(text(style))) ? `已复制 ${name} 引文` : "没有复制成，请选中引文自行复制");
    }),
  );
}

/** 报告错误的地址：填好页面和所指的字。
 *  @param {HTMLElement} paragraph @param {Place} place */
function report(paragraph, place) {
  const form = main?.dataset.report;
  if (!form) return [];
  const title = `${document.querySelector("h1")?.textContent ?? ""}：${place.label || place.fragment}`;
  const address = `${location.origin}${location.pathname}${place.fragment}`;
  const body = `页面：${address}\n\n原文：${words(paragraph).slice(0, SHORT)}\n\n问题：\n`;
  const link = Object.assign(document.createElement("a"), {
    textContent: "指出错误",
    rel: "external noopener",
  });
  link.href = form
    .replace("{title}", () => encodeURIComponent(title))
    .replace("{body}", () => encodeURIComponent(body));
  return [link];
}

/** 引用一栏里每条引文下面的按钮。 */
function below() {
  const shown = [...document.querySelectorAll(".gw-cite")];
  return works.map((work, index) => {
    const text = /** @type {HTMLElement} */ (shown[index]);
    /** @type {Place | null} */
    let place = null;
    const show = () => {
      text.textContent = filled(work.styles[chosen()] ?? work.styles.gbt, place);
    };
    /** @param {string} ending @param {string} type @param {() => string} file */
    const file = (ending, type, file) => () => save(`${work.key}.${ending}`, type, file());
    text.after(
      bar("复制引文", (say) => [
        "复制为",
        ...styles((style) => filled(work.styles[style], place), say, show),
        "存为",
        button(
          "BibTeX",
          file("bib", "application/x-bibtex", () => filled(work.bib, place)),
        ),
        button(
          "RIS",
          file("ris", "application/x-research-info-systems", () => filled(work.ris, place)),
        ),
        button(
          "CSL-JSON",
          file("json", "application/json", () => csl(work, place)),
        ),
      ]),
    );
    /** @param {Place | null} found */
    return (found) => {
      place = found?.of === work.of ? found : null;
      show();
    };
  });
}

/** 所指的段落下面的一排。 */
function beside() {
  /** @type {HTMLElement | null} */
  let row = null;
  /** @param {HTMLElement | null} paragraph @param {Place | null} place */
  return (paragraph, place) => {
    row?.remove();
    if (!paragraph || !place) return;
    const work = works.find((one) => one.of === place.of);
    row = bar(`引用${place.label || "这一段"}`, (say) => [
      ...(work
        ? [
            place.label ? `引用${place.label}` : "引用",
            ...styles((style) => filled(work.styles[style], place), say),
          ]
        : []),
      button("链接", async () => {
        const address = `${location.origin}${location.pathname}${place.fragment}`;
        say((await copy(address)) ? "已复制链接" : "没有复制成，请从地址栏复制");
      }),
      ...report(paragraph, place),
    ]);
    paragraph.after(row);
  };
}

const [lines, row] = [below(), beside()];
function update() {
  const paragraph = pointed();
  const place = placeOf(paragraph);
  for (const tell of lines) tell(place);
  row(paragraph, place);
}
addEventListener("hashchange", update);
update();
