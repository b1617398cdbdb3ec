/* 条文的检索：“个人信息保护法第十三条第二款”指的是哪一件的哪一段。
   法律的简称按字的次序认（个保法），认得出一部才算；条款项是否真有，看那一件的文字。 */

const NUMBER = "[0-9一二三四五六七八九十百千零〇]";
const PLACE = new RegExp(
  `第?(${NUMBER}+)条(?:之(${NUMBER}+))?(?:第(${NUMBER}+)款)?(?:第[（(]?(${NUMBER}+)[）)]?项)?`,
  "u",
);
const OPENING = new RegExp(`^第(${NUMBER}+)条(?:之(${NUMBER}+))?(?=\\s|$)`, "u");
const ITEM = new RegExp(`^[（(](${NUMBER}+)[）)]`, "u");
const DIGITS = "零一二三四五六七八九";
const UNITS = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
]);
const LONGEST = 60; // 更长的检索式不会是条文

/** 所问的条款项，没有说的是零。 @typedef {{article: number, bis: number, clause: number, item: number}} Place */
/** 一部有条文的法律。 @typedef {[record: number, title: string, path: string]} Law */
/** @typedef {import("./words.js").Folding} Folding */

/** 汉字或阿拉伯数目的值。 */
export function value(text = "0") {
  if (/^[0-9]+$/.test(text)) return Number(text);
  let [total, digit] = [0, 0];
  for (const character of text.replaceAll("〇", "零")) {
    const unit = UNITS.get(character);
    if (unit) total += (digit || 1) * unit;
    digit = unit ? 0 : Math.max(0, DIGITS.indexOf(character));
  }
  return total + digit;
}

/** 检索式里的法律名称和条款项；不是问条文就是 null。
 *  @param {string} query @param {Folding} folding @returns {Place & {name: string} | null} */
export function asked(query, folding) {
  if (query.length > LONGEST) return null;
  const plain = [...query].map((character) => folding.units.get(character) ?? character).join("");
  const match = PLACE.exec(plain.replace(/[《》“”"]/g, ""));
  if (!match) return null;
  const rest = plain.replace(/[《》“”"]/g, "");
  const name = folding
    .plain(rest.slice(0, match.index) + " " + rest.slice(match.index + match[0].length))
    .replace(/^中华人民共和国/, "");
  if ([...name].length < 2) return null;
  const [article, bis, clause, item] = match.slice(1).map((part) => value(part));
  return { name, article, bis, clause, item };
}

/** 名称所指的一件。同名的几个版本取最新的；简称只许指一部。
 *  @param {string} name @param {Law[]} laws @param {Folding} folding @returns {Law | null} */
export function lawNamed(name, laws, folding) {
  const named = laws.map((law) => ({ law, title: folding.plain(law[1]).replace(/^中华人民共和国/, "") }));
  const exact = named.filter(({ title }) => title === name);
  const short = named.filter(
    ({ title }) => title[0] === name[0] && title.at(-1) === name.at(-1) && isWithin(name, title),
  );
  const meant = exact.length || new Set(short.map(({ title }) => title)).size !== 1 ? exact : short;
  return meant.at(-1)?.law ?? null;
}

/** 一串字是否依次见于另一串。
 *  @param {string} few @param {string} many */
function isWithin(few, many) {
  let at = 0;
  for (const character of many) if (character === few[at]) at += 1;
  return at === few.length;
}

/** 一行文字开头的条号，如 “第二十七条”；不是条的开头就是空的。
 *  @param {string} line */
export const opening = (line) => OPENING.exec(line)?.[0] ?? "";

/** 在一件的各行里找到所问的条款项；没有就是 null。
 *  @param {import("./found.js").Text["l"]} lines 类别只有正文没有
 *  @param {Place} place @returns {{label: string, anchor: string, lines: string[]} | null} */
export function placed(lines, { article, bis, clause, item }) {
  const start = lines.findIndex(([text, , role]) => role === undefined && isArticle(text, article, bis));
  if (start < 0) return null;
  let at = 1;
  const found = [{ text: lines[start][0], clause: at, item: 0 }];
  for (const [text, , role] of lines.slice(start + 1)) {
    if (role !== undefined || opening(text)) break;
    const mark = ITEM.exec(text);
    if (!mark) at += 1;
    found.push({ text, clause: at, item: mark ? value(mark[1]) : 0 });
  }
  const wanted = found.filter((line) => (!clause || line.clause === clause) && (!item || line.item === item));
  if (!wanted.length) return null;
  const label =
    opening(lines[start][0]) + (clause > 1 ? `第${han(clause)}款` : "") + (item ? `第${han(item)}项` : "");
  const anchor = anchorOf({ article, bis, clause, item });
  return { label, anchor, lines: wanted.map((line) => line.text) };
}

/** 条款项在页上的锚；见 gongwen.pages.articles。
 *  @param {Place} place */
export function anchorOf({ article, bis, clause, item }) {
  const base = `art-${article}${bis ? `-bis-${bis}` : ""}`;
  if (item) return `${base}-${clause || 1}-${item}`;
  return clause > 1 ? `${base}-${clause}` : base;
}

/** 数写成汉字；一百以上的不写。
 *  @param {number} number */
export function han(number) {
  if (number >= 100) return String(number);
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return (tens ? `${tens > 1 ? DIGITS[tens] : ""}十` : "") + (ones || !tens ? DIGITS[ones] : "");
}

/** @param {string} text @param {number} article @param {number} bis */
function isArticle(text, article, bis) {
  const match = OPENING.exec(text);
  return match !== null && value(match[1]) === article && value(match[2]) === bis;
}
