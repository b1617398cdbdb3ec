/* 法律页：到第几条。 */

import { anchorOf, value } from "./search/articles.js";

const NUMBER = "[0-9一二三四五六七八九十百千零〇]";
const ASKED = new RegExp(`^第?(${NUMBER}+)条?(?:之(${NUMBER}+))?(?:第?(${NUMBER}+)款)?$`);

/** “27”“第二十七条”“390之1”“二十七条二款”所指的地址。
 *  @param {string} text */
function anchor(text) {
  const match = ASKED.exec(text.normalize("NFKC").replace(/\s/g, ""));
  if (!match) return "";
  const [article, bis, clause] = match.slice(1).map((part) => value(part));
  return anchorOf({ article, bis, clause, item: 0 });
}

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll("[data-gw-goto]");
for (const form of forms) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("n"));
    const target = document.getElementById(anchor(field.value));
    const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    status.textContent = target ? "" : "本件没有这一条";
    if (target) location.hash = target.id;
  });
}
