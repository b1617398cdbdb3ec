/* 文字的折叠、检索式的分析、找到之处的标记，名称与词有多合。折叠的表由构建程序给出，规则只有一份（gongwen.search.folding）。 */

/** 检索的一个词：照输入的样子，折叠后的样子，照此去查的样子（见 starting），是不是引号里的。
 *  @typedef {{raw: string, folded: string, word: string, quoted?: boolean}} Term */
/** 输入的话：各组都要有，一组里有一个即可；without 是不要的词。 @typedef {{groups: Term[][], without: Term[]}} Parsed */
/** 一段的起止。 @typedef {[from: number, to: number]} Span */

const PINYIN = 0xe000;
const PINYIN_START = 0xe100;
const SPLITS = 6; // 一串字母至多试几种切法

export class Folding {
  /** @param {{steps: number[], folded: string, ignored: number[][], syllables: string}} known 构建程序给出的表 */
  constructor(known) {
    /** @type {Map<string, string>} */
    this.units = new Map();
    let code = 0;
    [...known.folded].forEach((plain, index) =>
      this.units.set(String.fromCodePoint((code += known.steps[index])), plain),
    );
    this.ignored = new Uint8Array(0x10000);
    for (const [low, high] of known.ignored) this.ignored.fill(1, low, high + 1);
    this.syllables = new Set(known.syllables.split(" "));
  }

  /** 折叠后的文字，以及其中每个码元在原文里的起点；最后多一个，是原文的长度。
   *  @param {string} text */
  fold(text) {
    /** @type {number[]} */
    const starts = [];
    let folded = "";
    let at = 0;
    let before = "";
    const characters = [...text];
    for (let index = 0; index < characters.length; index++) {
      const character = characters[index];
      const plain = this.units.get(character) ?? character;
      if (plain === "." ? this.#isPoint(before, characters[index + 1]) : !this.#isIgnored(plain)) {
        for (let unit = 0; unit < plain.length; unit++) starts.push(at);
        folded += plain;
      }
      before = plain;
      at += character.length;
    }
    starts.push(text.length);
    return { folded, starts };
  }

  /** @param {string} text */
  plain(text) {
    return this.fold(text).folded;
  }

  /** @param {string} character */
  #isIgnored(character) {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x10000 && this.ignored[code] === 1;
  }

  /** 数字之间的小数点。
   *  @param {string} before @param {string | undefined} after */
  #isPoint(before, after) {
    const next = after === undefined ? "" : (this.units.get(after) ?? after);
    return /^[0-9]$/.test(before) && /^[0-9]$/.test(next);
  }

  /** 拉丁字母当作拼音时，在索引里的写法：整个音节的几种切分，或者各音节的首字母（没有以 i、u、v 开头的音节）。
   *  @param {string} letters */
  pinyin(letters) {
    if (!/^[a-z]{2,40}$/.test(letters)) return [];
    const found = this.#split(letters, 0, [], []).filter((parts) => parts.length > 1);
    const written = found.map((parts) => parts.map((part) => start(part[0]) + rest(part.slice(1))).join(""));
    if (letters.length > 3 && !/[iuv]/.test(letters)) written.push([...letters].map(start).join(""));
    return written;
  }

  /** 一个词整个读得成音节。
   *  @param {string} letters */
  sounds(letters) {
    return /^[a-z]{1,40}$/.test(letters) && this.#split(letters, 0, [], []).length > 0;
  }

  /** 把字母切成音节。
   *  @param {string} letters @param {number} at @param {string[]} parts @param {string[][]} found */
  #split(letters, at, parts, found) {
    if (at === letters.length) found.push(parts);
    for (let size = Math.min(6, letters.length - at); size > 0 && found.length < SPLITS; size--) {
      const part = letters.slice(at, at + size);
      if (this.syllables.has(part)) this.#split(letters, at + size, [...parts, part], found);
    }
    return found;
  }
}

/** @param {string} letter */
const start = (letter) => String.fromCharCode(PINYIN_START + letter.charCodeAt(0));
/** @param {string} letters */
const rest = (letters) =>
  letters.replace(/./g, (letter) => String.fromCharCode(PINYIN + letter.charCodeAt(0)));

/** 一件记录题名的拼音在索引里的两行。
 *  @param {string | undefined} spelled 各音节，空格隔开 */
export function pinyinLines(spelled) {
  const parts = spelled ? spelled.split(" ") : [];
  return [
    parts.map((part) => start(part[0]) + rest(part.slice(1))).join(""),
    parts.map((part) => start(part[0])).join(""),
  ];
}

/** @type {Record<string, string>} 前引号，各配什么后引号 */
const OPENING = { "“": "”", '"': '"', "„": "”", "「": "」", "『": "』", "＂": "＂", "«": "»" };
const MINUS = /^[-－−–]/u;
const OR = /^(?:OR|\||｜|或)$/u;

/** 写在一个词前面，就是从词首查；折叠过的文字里没有这个字。 */
export const START = "^";

/** 一个词照此去查：全是拉丁字母的从词首查（CAC 不在 Public Access 里），其余的哪里有都算。
 *  @param {string} raw @param {string} folded */
export const starting = (raw, folded) =>
  /^[a-z]+$/.test(folded) && raw.length === folded.length ? START + folded : folded;

/** 把人们输入的话分成词：空格隔开的都要有，引号里的算一个，OR、|、“或”两边任一，减号开头的不要。
 *  @param {string} query @param {Folding} folding @returns {Parsed} */
export function parse(query, folding) {
  const tokens = tokenize(query);
  /** @type {Parsed} */
  const { groups, without } = { groups: [], without: [] };
  let joined = false;
  for (const [index, token] of tokens.entries()) {
    if (!token.quoted && OR.test(token.text) && index > 0 && index < tokens.length - 1) {
      joined = groups.length > 0;
      continue;
    }
    const folded = folding.plain(token.text);
    if (!folded) continue;
    const { text: raw, quoted } = token;
    const term = { raw, folded, word: quoted ? folded : starting(raw, folded), quoted };
    if (token.minus) without.push(term);
    else if (joined) groups.at(-1)?.push(term);
    else groups.push([term]);
    joined = false;
  }
  return { groups, without };
}

const NUMBER = /^(.*?)(令)?第?([0-9]+|[一二三四五六七八九十百零〇]+)号(令)?$/u;
const DIGITS = "零一二三四五六七八九";

/** 令的文号的其他写法：某令第5号、某第5号令、某令5号，数字也可以是汉字。不是令的文号就没有。
 *  @param {string} word @returns {string[]} */
export function numberForms(word) {
  const [, issuer, before, digits, behind] = NUMBER.exec(word) ?? [];
  if (digits === undefined || !(before || behind)) return [];
  const forms = [
    ...new Set([digits, /[0-9]/.test(digits) ? inHan(Number(digits)) : String(fromHan(digits))]),
  ];
  const written = forms.flatMap((number) => [`${issuer}令第${number}号`, `${issuer}第${number}号令`]);
  return written.filter((form) => form !== word);
}

/** @param {number} number */
function inHan(number) {
  if (number > 999) return String(number);
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor((number % 100) / 10), number % 10];
  const high = hundreds ? `${DIGITS[hundreds]}百` : "";
  const middle = tens ? `${tens === 1 && !hundreds ? "" : DIGITS[tens]}十` : hundreds && ones ? "零" : "";
  return high + middle + (ones ? DIGITS[ones] : "") || DIGITS[0];
}

/** @param {string} text */
function fromHan(text) {
  let total = 0;
  let digit = 0;
  for (const character of text) {
    const unit = character === "十" ? 10 : character === "百" ? 100 : 0;
    if (unit) total += (digit || 1) * unit;
    digit = unit ? 0 : Math.max(0, DIGITS.indexOf(character));
  }
  return total + digit;
}

/** @param {string} query */
function tokenize(query) {
  /** @type {{text: string, minus: boolean, quoted: boolean}[]} */
  const tokens = [];
  let text = "";
  let minus = false;
  const end = (quoted = false) => {
    if (text) tokens.push({ text, minus, quoted });
    text = "";
    minus = false;
  };
  for (let at = 0; at < query.length; at++) {
    const character = query[at];
    const close = OPENING[character];
    const stop = close ? query.indexOf(close, at + 1) : -1;
    if (stop > at && !text) {
      text = query.slice(at + 1, stop);
      end(true);
      at = stop;
    } else if (/\s/u.test(character)) end();
    else if (/[|｜]/u.test(character)) {
      end();
      text = character;
      end();
    } else if (!text && !minus && MINUS.test(character) && /\S/u.test(query[at + 1] ?? "")) minus = true;
    else text += character;
  }
  end();
  return tokens;
}

/** 一行文字里各词所在，合并了相接的，按原文的码元计。
 *  @param {string} line @param {string[]} words 折叠过的，前面有 START 的从词首找 @param {Folding} folding @returns {Span[]} */
export function places(line, words, folding) {
  const { folded, starts } = folding.fold(line);
  /** @type {Span[]} */
  const found = [];
  for (const word of words) {
    const begins = word.startsWith(START);
    const plain = begins ? word.slice(1) : word;
    for (let at = folded.indexOf(plain); at >= 0; at = folded.indexOf(plain, at + 1)) {
      if (begins && /^[a-z]$/.test(folding.plain(line[starts[at] - 1] ?? ""))) continue;
      found.push([starts[at], ending(line, starts, at + plain.length)]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  /** @type {Span[]} */
  const merged = [];
  for (const [from, to] of found) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** 词的末一个字在原文里的终点：其后的标点不算在内。
 *  @param {string} line @param {number[]} starts @param {number} end */
function ending(line, starts, end) {
  const last = starts[end - 1];
  return last + ((line.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
}

/** 一个名称与一个词有多合，是哪个写法。
 *  @param {import("./engine.js").Name} name @param {string} word */
export function likeness(name, word) {
  const latin = /^[a-z]{2,}$/.test(word);
  let best = { score: 0, which: 0 };
  name.folded.forEach((folded, which) => {
    const [whole, initials] = name.pinyin[which];
    let score =
      folded === word ? 9 : folded.startsWith(word) ? 6 : word.length > 1 && folded.includes(word) ? 4 : 0;
    if (!score && latin)
      score = whole === word || initials === word ? 8 : whole.startsWith(word) && word.length > 2 ? 3 : 0;
    if (score && which === 0) score += 0.5;
    if (score > best.score) best = { score, which };
  });
  const english = name.english === word || name.x?.includes(word) ? 8 : inEnglish(name, word) ? 2 : 0;
  return english > best.score ? { score: english, which: 0 } : best;
}

/** 英文名里有没有以这个词开头的词；一两个字母的（of、PR）须是整个词。
 *  @param {import("./engine.js").Name} name @param {string} word */
const inEnglish = (name, word) =>
  name.latin.some((part) => (word.length > 2 ? part.startsWith(word) : part === word));
