/* 把检索结果变成页面的元素；检索页和页眉的检索框共用。文字一律作文字放进去，不当作 HTML。 */

import { EN, named, SEARCH, ZH } from "./told.js";

/** @typedef {import("./words.js").Span} Span */
/** 放进元素里的；空的不放。 @typedef {Node | string | null | undefined} Content */

/** @type {Record<string, string>} */
export const KINDS = {
  documents: named("文献"),
  agencies: named("机构"),
  campaigns: named("行动"),
  glossary: named("术语"),
  about: named("本库说明"),
};
/** @type {Record<string, string>} */
export const NAME_KINDS = { term: named("术语"), campaign: named("行动"), agency: named("机构") };

/** 一个元素：标签、属性、内容（文字或元素）。
 *  @template {keyof HTMLElementTagNameMap} T
 *  @param {T} tag @param {Record<string, string | boolean | undefined>} attributes @param {Content[]} content */
export function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== "") element.setAttribute(name, value);
  }
  for (const part of content) if (part !== "" && part !== null && part !== undefined) element.append(part);
  return element;
}

/** 英文的页面里，没有英文名的照中文写，标明是中文。
 *  @param {string} text @returns {(string | Node)[]} */
export const mixed = (text) =>
  text
    .split(/(\p{Script=Han}[\p{Script=Han}\d，、：“”《》（）·]*)/u)
    .map((part, index) => (index % 2 && EN ? make("span", { lang: ZH }, part) : part));

/** 把文字分成标记和不标记的段。
 *  @param {string} text @param {Span[]} marks */
export function segments(text, marks) {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) parts.push({ text: text.slice(at, from), mark: false });
    parts.push({ text: text.slice(from, to), mark: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), mark: false });
  return parts;
}

/** 标出词的文字。
 *  @param {string} text @param {Span[]} marks */
export function marked(text, marks) {
  return segments(text, marks).map((part) => (part.mark ? make("mark", {}, part.text) : part.text));
}

/** 站内地址；附上要在那一页标出的词。
 *  @param {URL} root @param {string} path @param {string[]} words */
export function address(root, path, words = [], anchor = "") {
  const url = new URL(path, root);
  for (const word of words) url.searchParams.append("h", word);
  if (anchor) url.hash = anchor;
  return url.href;
}

/** 存成读者电脑里的一个文件。
 *  @param {string} name 文件名；系统不许的字换成连字号 @param {string} type @param {string[]} parts */
export function save(name, type, parts) {
  const [, stem, ending] = /^(.*)\.(\w+)$/.exec(name.replace(/[\\/:*?"<>|\s]+/g, "-")) ?? [];
  const link = make("a", {});
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = `${stem.slice(0, 43)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** “/”和 Ctrl-K 到检索框。
 *  @param {() => HTMLInputElement | undefined} find 给出检索框；没有就到检索页 */
export function onShortcut(find) {
  /** @param {KeyboardEvent} event */
  const listen = (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const typing =
      event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && plain && !typing;
    const k =
      event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    event.stopPropagation();
    const field = find();
    if (!field) location.assign(new URL(SEARCH, siteRoot));
    field?.focus();
    field?.select();
  };
  addEventListener("keydown", listen, { capture: true });
}

/** 正在运行的脚本所在站点的根地址：脚本在 assets/search/ 里。 */
export const siteRoot = new URL("../../", import.meta.url);
