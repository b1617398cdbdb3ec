import assert from "node:assert/strict";
import { test } from "node:test";

import { anchorOf, asked, han, lawNamed, placed, value } from "../../theme/assets/search/articles.js";
import { standing } from "../../theme/assets/search/found.js";
import { folding } from "./table.js";

/** @typedef {import("../../theme/assets/search/articles.js").Law} Law */

/** @type {Law[]} */
const LAWS = [
  [0, "中华人民共和国某某保护法", "documents/2016/a/"],
  [1, "某某管理条例", "documents/2000/b/"],
  [2, "中华人民共和国某某保护法", "documents/2021/c/"],
  [3, "某甲管控条例", "documents/2010/d/"],
];
/** @type {import("../../theme/assets/search/found.js").Text["l"]} */
const LINES = [
  ["某某保护法", "", 0],
  ["第一章　总则", "n1", 2],
  ["第一条　头一款。", "aa"],
  ["第二款：", "bb"],
  ["（一）头一项；", "cc"],
  ["（二）后一项。", "dd"],
  ["第一条之二　加上的。", "ee"],
  ["第二章　罚则", "n2", 2],
  ["第一百零二条　末条。", "ff"],
];

test("数目：汉字和阿拉伯数字", () => {
  for (const [text, number] of /** @type {[string, number][]} */ ([
    ["27", 27],
    ["十", 10],
    ["二十七", 27],
    ["一千二百六十", 1260],
    ["一千零三十四", 1034],
    ["一百〇二", 102],
  ])) {
    assert.equal(value(text), number, text);
  }
  assert.deepEqual([1, 10, 15, 20, 99, 100].map(han), ["一", "十", "十五", "二十", "九十九", "100"]);
});

test("检索式里的条款项", () => {
  const none = { bis: 0, clause: 0, item: 0 };
  assert.deepEqual(asked("某某保护法第二十七条", folding), { name: "某某保护法", article: 27, ...none });
  assert.deepEqual(asked("《某某保护法》 27条", folding), { name: "某某保护法", article: 27, ...none });
  assert.deepEqual(asked("中华人民共和国某某保护法第三条之一第二款第（三）项", folding), {
    name: "某某保护法",
    article: 3,
    bis: 1,
    clause: 2,
    item: 3,
  });
  for (const query of ["第二十七条", "某某保护法", "几条意见", `${"长".repeat(60)}第一条`]) {
    assert.equal(asked(query, folding), null, query);
  }
});

test("法律的名称：全称、同名的取新的、简称只许指一部", () => {
  assert.equal(lawNamed("某某保护法", LAWS, folding)?.[0], 2);
  assert.equal(lawNamed("某护法", LAWS, folding)?.[0], 2);
  assert.equal(lawNamed("某管条例", LAWS, folding), null);
  assert.equal(lawNamed("某某管理办法", LAWS, folding), null);
});

test("条款项在哪里", () => {
  /** @param {Partial<import("../../theme/assets/search/articles.js").Place>} place */
  const at = (place) => placed(LINES, { article: 1, bis: 0, clause: 0, item: 0, ...place });
  assert.deepEqual(at({ clause: 2, item: 2 }), {
    label: "第一条第二款第二项",
    anchor: "art-1-2-2",
    lines: ["（二）后一项。"],
  });
  assert.equal(at({})?.lines.length, 4);
  assert.deepEqual(at({ bis: 2 })?.lines, ["第一条之二　加上的。"]);
  assert.equal(at({ article: 102 })?.anchor, "art-102");
  assert.equal(at({ clause: 3 }), null);
  assert.equal(at({ article: 2 }), null);
  assert.equal(anchorOf({ article: 3, bis: 1, clause: 1, item: 0 }), "art-3-bis-1");
});

test("法律的各行说明所在的条，小标题以下另起", () => {
  assert.deepEqual(
    standing(LINES, true).map(({ article }) => article),
    ["", "第一条", "第一条", "第一条", "第一条", "第一条之二", "", "第一百零二条"],
  );
  assert.ok(standing(LINES).every(({ article }) => article === ""));
});
