import assert from "node:assert/strict";
import { test } from "node:test";

import { spans } from "../../theme/assets/search/facets.js";
import { excerpt, standing } from "../../theme/assets/search/found.js";
import { address, segments } from "../../theme/assets/search/show.js";
import { cell } from "../../theme/assets/search/table.js";

const LONG = "甲".repeat(60) + "。" + "乙".repeat(30) + "词" + "丙".repeat(200);

test("短的一行全文摘出", () => {
  assert.deepEqual(excerpt("一行文字", [[1, 2]]), { text: "一行文字", marks: [[1, 2]] });
});

test("长的一行从一句的开头摘起，标记跟着挪", () => {
  const { text, marks } = excerpt(LONG, [[91, 92]]);
  assert.ok(text.startsWith("…乙乙"), text.slice(0, 4));
  assert.ok(text.endsWith("…"));
  assert.deepEqual(
    marks.map(([from, to]) => text.slice(from, to)),
    ["词"],
  );
  assert.ok(text.length <= 98);
});

test("摘录之外的标记不算，不把一个字切成两半", () => {
  const wide = "𠀀".repeat(60);
  for (const [line, at] of /** @type {[string, number][]} */ ([
    [`${wide}词${wide}${wide}`, 120],
    [`${wide}一词${wide}${wide}`, 121],
  ])) {
    const { text, marks } = excerpt(line, [
      [at, at + 1],
      [at + 160, at + 162],
    ]);
    assert.equal(marks.length, 1);
    assert.match(text.replaceAll("𠀀", ""), /^…一?词…$/u);
  }
});

test("各行的段号和锚：题名不列，小标题以下的行随小标题", () => {
  const lines = standing([
    ["题名", "", 0],
    ["某机关", "", 1],
    ["一、工作", "n1", 2],
    ["甲段", "aaaa"],
    ["表中的一行"],
    ["乙段", "bbbb"],
    ["2006年", "", 3, "日期"],
  ]);
  assert.deepEqual(
    lines.map(({ line, anchor, number, label }) => [line, anchor, number, label]),
    [
      ["某机关", "", 0, ""],
      ["一、工作", "n1", 0, ""],
      ["甲段", "p-aaaa", 1, ""],
      ["表中的一行", "p-aaaa", 0, ""],
      ["乙段", "p-bbbb", 2, ""],
      ["2006年", "", 0, "日期"],
    ],
  );
});

test("文字分成标记和不标记的段", () => {
  const parts = segments("甲乙丙丁", [
    [0, 1],
    [2, 3],
  ]);
  assert.deepEqual(
    parts.map(({ text, mark }) => (mark ? `[${text}]` : text)),
    ["[甲]", "乙", "[丙]", "丁"],
  );
  assert.deepEqual(segments("", []), []);
});

test("站内地址带着要标出的词", () => {
  const root = new URL("https://example.org/archive/");
  assert.equal(address(root, "documents/2006/a/"), "https://example.org/archive/documents/2006/a/");
  const marked = new URL(address(root, "documents/2006/a/", ["甲&乙", "丙"], "p-1"));
  assert.deepEqual(marked.searchParams.getAll("h"), ["甲&乙", "丙"]);
  assert.equal(marked.hash, "#p-1");
});

test("年份的分面：十年一项，近的在前，地址里另写的接在后面", () => {
  const counts = new Map([
    [1998, 1],
    [2006, 2],
    [2012, 4],
  ]);
  assert.deepEqual(spans(1994, 2014, counts, [[2006, 2006]]), [
    ["2010-2014", "2010 年以来", 4, false],
    ["2000-2009", "2000—2009", 2, false],
    ["1994-1999", "1994—1999", 1, false],
    ["2006", "2006 年", 2, true],
  ]);
  assert.deepEqual(spans(2000, 2009, counts, [[2000, 2009]]), [["2000-2009", "2000 年以来", 2, true]]);
});

test("表格里的公式只是文字", () => {
  assert.equal(cell("=1+1"), "'=1+1");
  assert.equal(cell("-甲"), "'-甲");
  assert.equal(cell('甲"乙'), '"甲""乙"');
  assert.equal(cell("甲,乙"), '"甲,乙"');
  assert.equal(cell("甲乙"), "甲乙");
});
