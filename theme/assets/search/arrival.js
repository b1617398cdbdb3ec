/* 从检索结果到一件文献：在页上标出检索的词。地址里的 h 是这些词，标出之后从地址里去掉，以便引用。 */

import { json } from "./tree.js";
import { siteRoot as root } from "./show.js";
import { Folding, places, starting } from "./words.js";

const PARTS =
  "h1, .gw-title .en, .gw-title .en-line, .gw-meta dd, .gw-kindline, .gw-text :is(p, h2, h3, li, td, th), .gw-def p, .gw-intro-text :is(p, li), .gw-prose :is(p, li, h2, h3)";

const url = new URL(location.href);
const asked = url.searchParams.getAll("h");
if (asked.length) {
  const folding = new Folding(await json(new URL("search/names.bin", root)));
  // 引号里的字母，词中间的也算
  const words = asked
    .map((word) => (/^“.*”$/.test(word) ? folding.plain(word) : starting(word, folding.plain(word))))
    .filter(Boolean);
  for (const part of document.querySelectorAll(PARTS))
    if (!part.querySelector("p, li, td")) mark(part, words, folding);
  url.searchParams.delete("h");
  history.replaceState(history.state, "", url);
  // 目标原在屏外时，等标完再对一次
  if (url.hash) document.getElementById(decodeURIComponent(url.hash.slice(1)))?.scrollIntoView();
}

/** 标出一个元素里的词，词可以跨过链接和加粗；段号不算在内。
 *  @param {Element} element @param {string[]} words @param {Folding} folding */
function mark(element, words, folding) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(".gw-pn, button, .gw-review")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  /** @type {[node: Text, start: number][]} */
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    nodes.push([node, text.length]);
    text += node.data;
  }
  const found = places(text, words, folding);
  for (const [node, start] of nodes.reverse()) {
    const end = start + node.length;
    for (const [from, to] of found.filter(([a, b]) => a < end && b > start).reverse()) {
      const range = document.createRange();
      range.setStart(node, Math.max(0, from - start));
      range.setEnd(node, Math.min(node.length, to - start));
      const made = document.createElement("mark");
      range.surroundContents(made);
    }
  }
}
