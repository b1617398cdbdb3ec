import assert from "node:assert/strict";
import { test } from "node:test";

import { read, written, years } from "../../theme/assets/search/query.js";

const plain = { q: "", sort: "best", variants: true, type: [], agency: [], campaign: [], year: [], kind: [] };

test("什么都不写就是平常的检索式", () => {
  assert.deepEqual(read(new URLSearchParams("")), plain);
  assert.equal(String(written(plain)), "");
});

for (const query of [
  { ...plain, q: "网络 文明 -“a&b=c”" },
  { ...plain, q: "#?%", sort: "old", variants: false },
  { ...plain, q: "备案", type: ["部门规章", "通知"], agency: ["mii"], year: ["2006", "2010-2019"] },
  { ...plain, campaign: ["甲/乙"], kind: ["documents"] },
]) {
  test(`写成地址又读回来：${query.q}`, () => {
    const url = new URL("https://example.org/search/");
    url.search = String(written(query));
    assert.deepEqual(read(new URL(url.href).searchParams), query);
  });
}

test("不认识的值不算，重复的算一次", () => {
  const params = new URLSearchParams("sort=size&year=06&year=2006-&year=2006&type=通知&type=通知&alias=1");
  assert.deepEqual(read(params), { ...plain, year: ["2006"], type: ["通知"] });
});

test("年份的起止", () => {
  assert.deepEqual(years(["2006", "2010-2019", "去年"]), [
    [2006, 2006],
    [2010, 2019],
  ]);
});
