import assert from "node:assert/strict";
import { test } from "node:test";

import { numberForms, parse, pinyinLines, places } from "../../theme/assets/search/words.js";
import { folding } from "./table.js";

/** @param {string} query */
function taken(query) {
  const { groups, without } = parse(query, folding);
  return [groups.map((group) => group.map((term) => term.folded)), without.map((term) => term.folded)];
}

for (const [query, expected] of /** @type {[string, [string[][], string[]]][]} */ ([
  ["网络 文明", [[["网络"], ["文明"]], []]],
  ["网络　文明", [[["网络"], ["文明"]], []]],
  ["“网络 文明” 建设", [[["网络文明"], ["建设"]], []]],
  ['"网络文明', [[["网络文明"]], []]],
  ["网络“文明”", [[["网络文明"]], []]],
  ["「網絡」", [[["网络"]], []]],
  ["甲乙 OR 丙丁 戊己", [[["甲乙", "丙丁"], ["戊己"]], []]],
  ["甲乙 | 丙丁 或 戊己", [[["甲乙", "丙丁", "戊己"]], []]],
  ["甲乙|丙丁｜戊己", [[["甲乙", "丙丁", "戊己"]], []]],
  ["甲乙| -丙", [[["甲乙"]], ["丙"]]],
  ["OR", [[["or"]], []]],
  ["甲乙 OR", [[["甲乙"], ["or"]], []]],
  ["甲乙 “OR” 丙丁", [[["甲乙"], ["or"], ["丙丁"]], []]],
  ["-甲乙 OR 丙丁", [[["丙丁"]], ["甲乙"]]],
  ["甲乙 -丙丁 －戊己", [[["甲乙"]], ["丙丁", "戊己"]]],
  ["甲乙 -“丙 丁”", [[["甲乙"]], ["丙丁"]]],
  ["甲-乙", [[["甲乙"]], []]],
  ["ＳＰ代码", [[["sp代码"]], []]],
  ["。，", [[], []]],
  ["- ", [[], []]],
])) {
  test(`检索式 ${query}`, () => assert.deepEqual(taken(query), expected));
}

test("小数点留下，别的点略去", () => {
  assert.equal(folding.plain("3．5 与 1. 2，a.b"), "3.5与12ab");
});

test("折叠之后仍知道每个字在原文的何处", () => {
  assert.deepEqual(folding.fold("𠀀，網"), { folded: "甲网", starts: [0, 3, 4] });
});

for (const [word, forms] of /** @type {[string, string[]][]} */ ([
  ["某部令第5号", ["某部第5号令", "某部令第五号", "某部第五号令"]],
  ["某部令292号", ["某部令第292号", "某部第292号令", "某部令第二百九十二号", "某部第二百九十二号令"]],
  ["第十号令", ["令第十号", "令第10号", "第10号令"]],
  ["令第一百零五号", ["第一百零五号令", "令第105号", "第105号令"]],
  ["令第20号", ["第20号令", "令第二十号", "第二十号令"]],
  ["某发2019第5号", []],
  ["网络文明", []],
])) {
  test(`文号 ${word}`, () => assert.deepEqual(numberForms(word).sort(), forms.sort()));
}

test("字母切成音节，也可以是各音节的首字母", () => {
  const [whole, initials] = pinyinLines("wang luo");
  assert.ok(folding.pinyin("wangluo").includes(whole));
  assert.ok(folding.pinyin("xian").length > 0, "西安与现都算");
  assert.ok(folding.pinyin("wlwm").includes(pinyinLines("wang luo wen ming")[1]));
  assert.notEqual(whole, initials);
  assert.deepEqual(folding.pinyin("zzz"), []);
  assert.deepEqual(folding.pinyin("网络"), []);
});

test("标记按原文计，不含其后的标点，相接的并作一处", () => {
  assert.deepEqual(places("網絡，文明", ["网络"], folding), [[0, 2]]);
  assert.deepEqual(places("網絡，文明", ["网络", "文明"], folding), [
    [0, 2],
    [3, 5],
  ]);
  assert.deepEqual(places("甲乙丙丁", ["甲乙", "乙丙"], folding), [[0, 3]]);
  assert.deepEqual(places("甲乙丙丁", ["甲乙", "丙丁"], folding), [[0, 4]]);
  assert.deepEqual(places("甲乙𠀀。", ["乙甲"], folding), [[1, 4]]);
  assert.deepEqual(places("天地", ["玄"], folding), []);
});
