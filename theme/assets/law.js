/* 法律页：到第几条；地址指着哪一条款项，引文就写明哪一条款项。 */

import { anchorOf, han, value } from "./search/articles.js";

const NUMBER = "[0-9一二三四五六七八九十百千零〇]";
const ASKED = new RegExp(`^第?(${NUMBER}+)条?(?:之(${NUMBER}+))?(?:第?(${NUMBER}+)款)?$`);
const ANCHOR = /^(art-\d+(?:-bis-\d+)?)(?:-(\d+))?(?:-(\d+))?$/;

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

/** 地址所指的条款项怎样引用：只有一款的条不说第一款。
 *  @param {string} id */
function cited(id) {
  const match = ANCHOR.exec(id);
  const article = match && document.getElementById(match[1])?.textContent;
  if (!article) return "";
  const several = document.getElementById(`${match[1]}-1`) || document.getElementById(`${match[1]}-2`);
  const clause = match[2] && several ? `第${han(Number(match[2]))}款` : "";
  return article + clause + (match[3] ? `第${han(Number(match[3]))}项` : "");
}

const citations = [...document.querySelectorAll(".gw-cite[data-page]")].map((element) => ({
  element,
  text: element.textContent ?? "",
}));

function update() {
  const id = decodeURIComponent(location.hash.slice(1));
  const place = cited(id);
  for (const { element, text } of citations) {
    // 题名之后写条款，页址之后接锚
    element.textContent = place
      ? text.replace("[EB/OL]", `：${place}[EB/OL]`).replace(/\.$/, `#${id}.`)
      : text;
  }
}

addEventListener("hashchange", update);
update();
