/* 真的索引：由 tests/unit/test_javascript.py 用 Python 写出，连同逐件查得的答案。 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { open } from "../../theme/assets/search/engine.js";

const folder = process.env.GONGWEN_INDEX;
const given = { skip: folder === undefined && "没有给出索引（GONGWEN_INDEX），由 pytest 运行时才有" };
const base = pathToFileURL(`${folder}/`);

/** @type {string[]} 取过的文件 */
const taken = [];
globalThis.fetch = async (/** @type {unknown} */ url) => {
  taken.push(new URL(String(url)).pathname.slice(base.pathname.length));
  try {
    return new Response(await readFile(new URL(String(url))));
  } catch {
    return new Response(null, { status: 404 });
  }
};

/** @param {string} name */
const read = async (name) => JSON.parse(await readFile(new URL(name, base), "utf-8"));

test("查到的与逐件看的相同", given, async () => {
  const engine = await open(base);
  assert.ok(engine.trees.length > 1, "旧的文献应另成一部分");
  for (const [query, expected] of Object.entries(await read("expected.json"))) {
    const found = await engine.find(query, { variants: false });
    await found.settle();
    assert.deepEqual((await found.paths()).sort(), expected, query);
  }
});

test("两边的折叠相同", given, async () => {
  const { folding } = await open(base);
  for (const [text, expected] of Object.entries(await read("folded.json"))) {
    assert.equal(folding.plain(text), expected, text);
  }
});

test("第一次检索只取几个文件，查过的不再取", given, async () => {
  const engine = await open(base);
  taken.length = 0;
  const [query] = Object.keys(await read("expected.json"));
  await engine.find(query, { variants: false });
  const first = taken.length;
  assert.ok(first > 0 && first <= 3 * engine.trees.length, taken.join(" "));
  await engine.find(query, { variants: false });
  assert.equal(taken.length, first);
});

test("取不到的下次再取", given, async () => {
  const engine = await open(base);
  const { fetch } = globalThis;
  globalThis.fetch = async () => new Response(null, { status: 503 });
  await assert.rejects(engine.text(0), /503/);
  globalThis.fetch = fetch;
  assert.ok((await engine.text(0)).t);
});

test("名称、别名、拼音都认得", given, async () => {
  const engine = await open(base);
  for (const query of ["信产部", "信息产业部", "xinchanbu", "xcb"]) {
    const found = await engine.find(query);
    const [name] = await engine.namesLike(found);
    assert.equal(name?.n, "信息产业部", query);
  }
  for (const [query, other] of [
    ["信产部", "信息产业部"],
    ["xinchanbu", "信产部"],
  ]) {
    const found = await engine.find(query);
    assert.equal(found.asked.groups[0][0].others[0]?.shown, other, query);
  }
});
