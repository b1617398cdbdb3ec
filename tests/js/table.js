/* 折叠的表，小而全：大写变小写，全角变半角，几个繁体字，标点略去。 */

import { Folding } from "../../theme/assets/search/words.js";

/** 表里的字：从什么变成什么。 @type {[from: string, to: string][]} */
const folded = [
  ...Array.from({ length: 26 }, (_, at) => pair(0x41 + at, 0x61 + at)),
  ...Array.from({ length: 10 }, (_, at) => pair(0xff10 + at, 0x30 + at)),
  ...Array.from({ length: 26 }, (_, at) => pair(0xff21 + at, 0x61 + at)),
  ["．", "."],
  ["網", "网"],
  ["絡", "络"],
  ["𠀀", "甲"],
];

/** @param {number} from @param {number} to @returns {[string, string]} */
function pair(from, to) {
  return [String.fromCharCode(from), String.fromCharCode(to)];
}

const codes = folded.map(([from, to]) => ({ code: from.codePointAt(0) ?? 0, to }));
codes.sort((a, b) => a.code - b.code);

export const folding = new Folding({
  steps: codes.map(({ code }, at) => code - (codes[at - 1]?.code ?? 0)),
  folded: codes.map(({ to }) => to).join(""),
  ignored: [
    [0x00, 0x2d],
    [0x2f, 0x2f],
    [0x3a, 0x40],
    [0x2010, 0x2027],
    [0x3000, 0x3002],
    [0x3008, 0x3017],
    [0xff01, 0xff0f],
    [0xff1a, 0xff20],
  ],
  syllables: "a an ang fan gan gang guan lu luo wang wen xi xian ming",
});
