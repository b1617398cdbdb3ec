/* 检索的脚本对读者说的话：照中文写，英文的页面换成 english.js 里的英文；类型、标签之类的词，换成那一页自己带来的。 */

/** 话里空处的字或元素。 @typedef {string | number | Node} Value */

/** 这一页是英文的。 */
export const EN = globalThis.document?.documentElement.lang === "en";
/** 英文的页面里，中文的字句所标的语言；中文的页面不必标。 */
export const ZH = EN ? "zh-CN" : undefined;
/** 检索页的地址，站点的根以下。 */
export const SEARCH = EN ? "en/search/" : "search/";
/** 一件的页上先看哪里：英文的页面到英文各项去。 */
export const FACTS = EN ? "english" : "";

/** @type {Record<string, string>} */
const english = EN ? (await import("./english.js")).ENGLISH : {};
const own = EN ? document.getElementById("gw-words")?.textContent : "";
/** @type {Record<string, string>} */
const words = own ? JSON.parse(own) : {};

/** 一句话，{名称} 处填上值，元素照样放进去；空串不放。
 *  @param {string} chinese @param {Record<string, Value>} values @returns {(string | Node)[]} */
export function parts(chinese, values = {}) {
  const said = english[chinese] ?? chinese;
  return said
    .split(/\{(\w+)\}/)
    .map((part, index) => {
      const value = index % 2 ? values[part] : part;
      return typeof value === "number" ? String(value) : value;
    })
    .filter((part) => part !== "");
}

/** 一句话，空处都是字。
 *  @param {string} chinese @param {Record<string, string | number>} values */
export const told = (chinese, values = {}) => parts(chinese, values).join("");

/** 类型、标签之类的词。
 *  @param {string} chinese */
export const named = (chinese) => words[chinese] ?? english[chinese] ?? chinese;
