import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { ENGLISH } from "../../theme/assets/search/english.js";
import { named, parts, told } from "../../theme/assets/search/told.js";

const FOLDER = new URL("../../theme/assets/search/", import.meta.url);
const SAID = /\b(?:told|parts|named|word)\(\s*((?:[^()"`]*\?\s*)?"[^"]*"(?:\s*:\s*"[^"]*")?)/gu;

/** 各脚本对读者说的话。 */
function said() {
  const found = new Set();
  for (const name of readdirSync(FOLDER)) {
    if (["english.js", "told.js"].includes(name)) continue;
    const source = readFileSync(new URL(name, FOLDER), "utf8");
    for (const [, words] of source.matchAll(SAID))
      for (const [, one] of words.matchAll(/"([^"]*)"/gu)) found.add(one);
  }
  return found;
}

test("填上空处的字，空的不留", () => {
  assert.equal(told("{name}，{number} 件", { name: "甲", number: 3 }), "甲，3 件");
  assert.deepEqual(parts("共 {number} 件", { number: 0 }), ["共 ", "0", " 件"]);
  assert.equal(named("没有译过的词"), "没有译过的词");
});

test("对读者说的每一句都有英文", () => {
  const missing = [...said()].filter((one) => /\p{Script=Han}|：/u.test(one) && !(one in ENGLISH));
  assert.deepEqual(missing, []);
  assert.ok(said().size > 50);
});

test("英文里的空处与中文的相同，没有中文", () => {
  const holes = (/** @type {string} */ text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [chinese, english] of Object.entries(ENGLISH)) {
    assert.deepEqual(holes(english), holes(chinese), chinese);
    assert.ok(!/\p{Script=Han}/u.test(english), english);
  }
});
