/* 检索结果存成引文：BibTeX、RIS、CSL-JSON，每件文献一条。各件的引文由构建程序写好，一百件一个文件（gongwen.publish.exported）。 */

import { filled, item } from "../slots.js";
import { save } from "./show.js";
import { told } from "./told.js";
import { kept } from "./tree.js";

/** @typedef {import("../slots.js").Pieces} Pieces */
/** @typedef {{bib: Pieces, ris: Pieces, csl: Record<string, unknown>}} Cited */

const BLOCK = 100;
const HERE = "root:/";
/** 各种写法：文件名的后缀，MIME 类型，几条怎样写成一个文件。
 *  @type {Record<string, {ending: string, type: string, write: (works: Cited[]) => string}>} */
export const FORMS = {
  BibTeX: {
    ending: "bib",
    type: "application/x-bibtex",
    write: (works) => works.map((work) => filled(work.bib, null)).join("\n"),
  },
  RIS: {
    ending: "ris",
    type: "application/x-research-info-systems",
    write: (works) => works.map((work) => filled(work.ris, null)).join("\r\n"),
  },
  "CSL-JSON": {
    ending: "json",
    type: "application/json",
    write: (works) =>
      `${JSON.stringify(
        works.map((work) => item(work.csl, null)),
        null,
        2,
      )}\n`,
  },
};

/** @type {Map<number, Promise<Cited[]>>} */
const blocks = new Map();

/** @param {number} number @param {URL} root @returns {Promise<Cited[]>} */
const block = (number, root) =>
  kept(blocks, number, async () => {
    const response = await fetch(new URL(`search/cited/${number}.json`, root));
    if (!response.ok) throw new Error(String(response.status));
    return JSON.parse((await response.text()).replaceAll(HERE, root.href));
  });

/** 把其中的文献存成一个文件；机构、行动、术语不是可引的文献。
 *  @param {import("./engine.js").Engine} engine @param {number[]} records @param {URL} root @param {string} query
 *  @param {string} form */
export async function cite(engine, records, root, query, form) {
  const documents = records.filter((record) => record < engine.documents);
  const works = await Promise.all(
    documents.map(async (record) => (await block(Math.floor(record / BLOCK), root))[record % BLOCK]),
  );
  const { ending, type, write } = FORMS[form];
  save(`${told("检索-{query}", { query })}.${ending}`, type, [write(works)]);
}
