/* 检索页的地址：整个检索式都写在里面，照它显示，也照它分享。 */

/** 检索式：词句，排列，查不查别名，各分面的选择。年份写作“2006”或“2010-2019”。
 *  @typedef {{q: string, sort: string, variants: boolean, type: string[], agency: string[], campaign: string[],
 *    year: string[], kind: string[]}} Query */

/** 分面的名称，也是地址里的参数名。 */
export const FIELDS = /** @type {const} */ (["type", "agency", "campaign", "year", "kind"]);
const SORTS = ["best", "new", "old"];
const YEARS = /^(\d{4})(?:-(\d{4}))?$/;

/** 地址里的检索式；不认识的值不算。
 *  @param {URLSearchParams} params @returns {Query} */
export function read(params) {
  const sort = params.get("sort") ?? "";
  /** @param {string} name */
  const all = (name) => [...new Set(params.getAll(name))];
  return {
    q: params.get("q") ?? "",
    sort: SORTS.includes(sort) ? sort : "best",
    variants: params.get("alias") !== "0",
    type: all("type"),
    agency: all("agency"),
    campaign: all("campaign"),
    year: all("year").filter((value) => YEARS.test(value)),
    kind: all("kind"),
  };
}

/** 检索式写成地址的参数，平常的不写。
 *  @param {Query} query */
export function written(query) {
  const params = new URLSearchParams();
  if (query.q) params.set("q", query.q);
  for (const name of FIELDS) for (const value of query[name]) params.append(name, value);
  if (query.sort !== "best") params.set("sort", query.sort);
  if (!query.variants) params.set("alias", "0");
  return params;
}

/** 年份的选择，写成起止。
 *  @param {string[]} values @returns {import("./words.js").Span[]} */
export function years(values) {
  return values.flatMap((value) => {
    const [, from, to] = YEARS.exec(value) ?? [];
    return from === undefined ? [] : [[Number(from), Number(to ?? from)]];
  });
}
