/* 检索结果存成 CSV（RFC 4180，UTF-8，带 BOM，电子表格可直接打开）。 */

import { save } from "./show.js";
import { named, told } from "./told.js";

const HEAD = ["题名", "日期", "类型", "机关", "文号", "网址"].map(named);

/** 把这些记录存成一个文件。
 *  @param {import("./engine.js").Engine} engine @param {number[]} records @param {URL} root @param {string} query */
export async function csv(engine, records, root, query) {
  const rows = await Promise.all(records.map((record) => engine.row(record)));
  const lines = rows.map(([path, title, date, type, by, number]) => [
    title,
    date,
    type,
    by,
    number,
    new URL(path, root).href,
  ]);
  const text = [HEAD, ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
  save(`${told("检索-{query}", { query })}.csv`, "text/csv;charset=utf-8", ["\ufeff", text, "\r\n"]);
}

/** 电子表格会把 = + - @ 开头的当作公式，前面加一个撇号。
 *  @param {string} value */
export function cell(value) {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
