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
const LONGEST = 60; // 更长的检索式不会是条文

/** 汉字或阿拉伯数目的值。 */
export function value(text = "0") {
  if (/^[0-9]+$/.test(text)) return Number(text);
  let [total, digit] = [0, 0];
  for (const character of text.replaceAll("〇", "零")) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[character];
    if (unit) total += (digit || 1) * unit;
    digit = unit ? 0 : Math.max(0, DIGITS.indexOf(character));
  }
  return total + digit;
}

/** 检索式里的法律名称和条款项；不是问条文就是 null。@param {import("./words.js").Folding} folding */
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

/** 名称所指的一件：[件号, 题名, 页址]。同名的几个版本取最新的；简称只许指一部。 */
export function lawNamed(name, laws, folding) {
  const named = laws.map((law) => [law, folding.plain(law[1]).replace(/^中华人民共和国/, "")]);
  const exact = named.filter(([, title]) => title === name);
  if (exact.length) return exact.at(-1)[0];
  const short = named.filter(
    ([, title]) => title[0] === name[0] && title.at(-1) === name.at(-1) && isWithin(name, title),
  );
  return new Set(short.map(([, title]) => title)).size === 1 ? short.at(-1)[0] : null;
}

/** 一串字是否依次见于另一串。 */
function isWithin(few, many) {
  let at = 0;
  for (const character of many) if (character === few[at]) at += 1;
  return at === few.length;
}

/** 一行文字开头的条号，如 “第二十七条”；不是条的开头就是空的。 */
export const opening = (line) => OPENING.exec(line)?.[0] ?? "";

/** 在一件的各行里找到所问的条款项：{label, anchor, lines}；没有就是 null。
 *  @param {[string, string?, number?][]} lines 文字、锚、类别；类别只有正文没有 */
export function placed(lines, { article, bis, clause, item }) {
  const start = lines.findIndex(([text, , role]) => role === undefined && isArticle(text, article, bis));
  if (start < 0) return null;
  const found = [{ text: lines[start][0], clause: 1, item: 0 }];
  for (const [text, , role] of lines.slice(start + 1)) {
    if (role !== undefined || opening(text)) break;
    const last = found.at(-1);
    const mark = ITEM.exec(text);
    found.push(
      mark ? { text, clause: last.clause, item: value(mark[1]) } : { text, clause: last.clause + 1, item: 0 },
    );
  }
  const wanted = found.filter((line) => (!clause || line.clause === clause) && (!item || line.item === item));
  if (!wanted.length) return null;
  const base = `art-${article}${bis ? `-bis-${bis}` : ""}`;
  const anchor = item ? `${base}-${clause || 1}-${item}` : clause > 1 ? `${base}-${clause}` : base;
  const written =
    opening(lines[start][0]) + (clause > 1 ? `第${han(clause)}款` : "") + (item ? `第${han(item)}项` : "");
  return { label: written, anchor, lines: wanted.map((line) => line.text) };
}

/** 一百以下的数写成汉字。 */
function han(number) {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return (tens ? `${tens > 1 ? DIGITS[tens] : ""}十` : "") + (ones || !tens ? DIGITS[ones] : "");
}

function isArticle(text, article, bis) {
  const match = OPENING.exec(text);
  return match !== null && value(match[1]) === article && value(match[2]) === bis;
}
