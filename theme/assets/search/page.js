/* 检索页：地址里写着整个检索式，页面照它显示；改动检索式就是改地址。 */

import { open } from "./engine.js";
import { DOOR, door, Lister, namesList } from "./list.js";
import { Return } from "./place.js";
import { FIELDS, read, written, years } from "./query.js";
import { address, KINDS, make, onShortcut, siteRoot as root } from "./show.js";
import { EN, parts, told, ZH } from "./told.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./found.js").Found} Found */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./show.js").Content} Content */

const PAGE = 10; // 一次列几件
const CHECKED = 160; // 待核对的不多于此就自动核对
const PAUSE = 200; // 停下多久算打完，毫秒
const EXAMPLES = EN
  ? ["CAC", "PIPL", "personal information", "minors", "wangxinban", "网络文明"]
  : ["网络文明", "未成年人 游戏", "“等级保护”", "国务院令第292号", "wangxinban", "剑网 -2015"];

/** @param {string} id */
const get = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (get("gw-search"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const sum = get("gw-sum");
const count = get("gw-count");
const sorts = get("gw-sorts");
const notes = get("gw-notes");
const authorities = get("gw-auth");
const list = get("gw-hits");
const after = get("gw-after");
const title = document.title.replace(/^.*?· /, "");

performance.mark("gw-start");
/** @type {Promise<Engine> | undefined} */
let ready = open(root);
const from = new Return(list);
ready.catch(() => {});
let renewed = false;
/** 分面的代码和数据，列出头一件之后才取。 @type {import("./facets.js").Facets | undefined} */
let facets;
let turn = 0;
let typing = 0;
let midway = false; // 正在改一个检索式：改动中的样子不一一留在历史里
let state = here();

function here() {
  return read(new URL(location.href).searchParams);
}

/** @param {Query} wanted */
function place(wanted) {
  const url = new URL(location.pathname, location.href);
  url.search = String(written(wanted));
  return url;
}

/** @param {Partial<Query>} change */
function go(change, { replace = false } = {}) {
  const next = { ...state, ...change };
  const url = place(next);
  const again = url.href === location.href && "q" in change;
  if (replace) history.replaceState(null, "", url);
  else if (!again) history.pushState(null, "", url);
  show(next);
}

/** 照检索式显示。
 *  @param {Query} wanted */
async function show(wanted) {
  state = wanted;
  const own = ++turn;
  const current = () => own === turn;
  for (const name of ["gw-first", "gw-exact"]) performance.clearMarks(name);
  if (field.value.trim() !== wanted.q.trim() && document.activeElement !== field) field.value = wanted.q;
  document.title = `${wanted.q ? told("检索：{query}", { query: wanted.q }) : told("检索")} · ${title}`;
  if (!wanted.q.trim()) {
    clear();
    say(told("输入词句后检索。"), "idle");
    const examples = EXAMPLES.flatMap((example) => [leading(example, { q: example }), "　"]);
    notes.replaceChildren(remark(told("例如："), ...examples), doors());
    return;
  }
  if (sum.dataset.state !== "exact" || !list.children.length) say(told("正在检索……"), "loading");
  sum.dataset.state = "loading";
  try {
    const engine = await (ready ??= open(root));
    const found = await engine.find(wanted.q, { variants: wanted.variants });
    if (!current()) return;
    const article = await engine.article(wanted.q).catch(() => null);
    if (current()) await results(engine, found, wanted, current, article ? [door(article)] : []);
  } catch (error) {
    if (!current()) return;
    if (renewed) {
      failed(error);
      return;
    }
    // 也许网站刚更新过，存着的目录旧了：重取一次
    renewed = true;
    ready = open(root, { fresh: true });
    await show(wanted);
  }
}

/** @param {unknown} error */
function failed(error) {
  clear();
  ready = undefined; // 下次再取
  say(
    typeof DecompressionStream === "undefined"
      ? told("这个浏览器太旧，读不了检索的索引。请更新浏览器，或从各索引页找起。")
      : told("检索所需的文件未能载入。请检查网络，刷新再试；或从各索引页找起。"),
    "failed",
  );
  console.info(error);
}

function clear() {
  list.replaceChildren();
  notes.replaceChildren();
  authorities.hidden = after.hidden = sorts.hidden = true;
  facets?.hide();
}

/** @param {string | (string | Node)[]} text @param {string} stage */
function say(text, stage) {
  count.replaceChildren(...[text].flat());
  sum.dataset.state = stage;
}

/** 列出查到的。
 *  @param {Engine} engine @param {Found} found @param {Query} wanted @param {() => boolean} current
 *  @param {HTMLElement[]} lead 先要说的话，或所问的条文 */
async function results(engine, found, wanted, current, lead = []) {
  const chosen = { ...wanted, year: years(wanted.year) };
  const filtered = FIELDS.some((name) => wanted[name].length);
  const names = filtered ? [] : await engine.namesLike(found);
  // 分面要另取一个文件，没有选分面就不等它
  let records = filtered ? (await found.facets(chosen)).records : found.records;
  if (!current()) return;
  showNames(engine, found, names);
  if (!records.length) {
    await nothing(engine, found, wanted, { filtered, current, lead });
    return;
  }
  notes.replaceChildren(...lead, ...remarks(engine, found, wanted));
  showSorts(wanted);
  const certain = found.exact;
  // 列在上面的名称，下面不再列
  const shown = new Set(names.map((name) => name.record));
  const order = found.ordered(records, wanted.sort).filter((record) => !shown.has(record));
  const lister = new Lister(engine, found, order, { list, after, q: wanted.q, current });
  tell(engine, found, records, "loading");
  await lister.more(from.listed(PAGE), () => {
    performance.mark("gw-first");
    tell(engine, found, records, "found");
  });
  if (!current()) return;
  from.scroll();
  if (lister.empty) performance.mark("gw-first");
  const draw = () => drawFacets(engine, found, wanted, current);
  await draw();
  if (!current()) return;
  if (!certain) {
    // 有的文字取不到，就还是“至多”
    if (found.doubtful.size <= CHECKED) await found.settle().catch(() => {});
    if (!current()) return;
    records = await draw();
    if (!current()) return;
  }
  if (!records.length) {
    await nothing(engine, found, wanted, { filtered, current, lead });
    return;
  }
  tell(engine, found, records, found.exact ? "exact" : "found");
  const settled = async () => {
    await found.settle();
    return found.ordered((await found.facets(chosen)).records, wanted.sort);
  };
  const checked = async () => {
    await settled();
    records = await draw();
    if (!current()) return;
    tell(engine, found, records, "exact");
    lister.offer(settled, checked);
  };
  lister.offer(settled, checked);
  if (found.exact) performance.mark("gw-exact");
}

/** 画出分面；合于分面的记录。
 *  @param {Engine} engine @param {Found} found @param {Query} wanted @param {() => boolean} current */
async function drawFacets(engine, found, wanted, current) {
  const { Facets } = await import("./facets.js");
  facets ??= new Facets(/** @type {HTMLDetailsElement} */ (get("gw-facets")), go);
  const chosen = { ...wanted, year: years(wanted.year) };
  const counted = await found.facets(chosen);
  if (current()) facets.draw(engine, counted, chosen);
  return counted.records;
}

/** 件数：核对完之前说“至多”。
 *  @param {Engine} engine @param {Found} found @param {number[]} records @param {string} stage */
function tell(engine, found, records, stage) {
  const documents = records.filter((record) => record < engine.documents).length;
  const others = records.length - documents;
  /** @param {number} number */
  const bold = (number) => make("b", {}, String(number));
  const { exact } = found;
  const of = { number: bold(documents), all: engine.documents };
  const too = { number: bold(others) };
  const said = exact
    ? parts("文献 {number} 件，在 {all} 件中", of)
    : parts("文献至多 {number} 件，在 {all} 件中", of);
  if (others)
    said.push(
      ...(exact
        ? parts("；另有机构、行动、术语等条目 {number} 个", too)
        : parts("；另有机构、行动、术语等条目至多 {number} 个", too)),
    );
  if (!exact) said.push(told(found.doubtful.size <= CHECKED ? "，核对中……" : "，未逐件核对"));
  sum.dataset.total = String(documents);
  say(said, stage);
}

/** 名称相合的机构、行动、术语，列在文献之前。
 *  @param {Engine} engine @param {Found} found @param {Awaited<ReturnType<Engine["namesLike"]>>} names */
function showNames(engine, found, names) {
  authorities.replaceChildren(...namesList(names, [...found.words, ...found.otherWords], engine.folding));
  authorities.hidden = !names.length;
}

/** @param {Query} wanted */
function showSorts(wanted) {
  sorts.hidden = false;
  for (const link of sorts.querySelectorAll("a")) {
    const sort = link.dataset.sort ?? "best";
    link.href = place({ ...wanted, sort }).href;
    if (sort === wanted.sort) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** 说明查的是什么：别名，拼音，后继机构。
 *  @param {Engine} engine @param {Found} found @param {Query} wanted */
function remarks(engine, found, wanted) {
  const lines = [];
  const terms = found.asked.groups.flat();
  const others = terms.flatMap((term) => term.others);
  if (others.length) {
    const names = others.filter((other) => other.of).map((other) => `“${other.shown}”`);
    const rest = new Set(others.filter((other) => !other.of).map((other) => other.shown));
    const said = [names.join(""), ...rest].filter(Boolean).join(told("、"));
    lines.push(
      remark(told("已一并检索{others}。", { others: said }), leading(told("只查原词"), { variants: false })),
    );
  } else if (!wanted.variants && terms.some((term) => engine.variants(term.folded).length)) {
    lines.push(remark(told("只查了原词。"), leading(told("一并检索别名和其他写法"), { variants: true })));
  }
  for (const term of terms) {
    for (const name of engine.names.filter((one) => one.s && one.folded.includes(term.folded))) {
      for (const { n } of (name.s ?? []).map((index) => engine.names[index])) {
        const [before, next] = [name.n, n].map((one) => engine.called(one));
        const said = told("{name}（{time}）之后是{next}。", { name: before, time: name.d ?? "", next });
        lines.push(remark(said, leading(told("检索“{query}”", { query: n }), { q: n })));
      }
    }
  }
  return lines.slice(0, 4);
}

/** @param {Content[]} content */
function remark(...content) {
  return make("p", { class: "gw-note gw-remark" }, ...content);
}

/** 改一改检索式的链接。
 *  @param {string} text @param {Partial<Query>} change */
function leading(text, change) {
  const lang = /\p{Script=Han}/u.test(change.q ?? "") ? ZH : undefined;
  const link = make("a", { href: place({ ...state, ...change }).href, lang }, text);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (change.q) field.value = change.q;
    go(change);
  });
  return link;
}

/** 没有找到：拆开来查；再没有，说明白，并给出近似的。
 *  @param {Engine} engine @param {Found} found @param {Query} wanted
 *  @param {{filtered: boolean, current: () => boolean, lead: HTMLElement[]}} how */
async function nothing(engine, found, wanted, { filtered, current, lead }) {
  const split = found.records.length || lead.length ? null : await engine.apart(found, current);
  if (!current()) return;
  if (split) {
    /** @param {string[]} words */
    const quoted = (words) => words.map((word) => `“${word}”`).join("");
    const lost = split.lost.length ? told("；{lost}没有，未计", { lost: quoted(split.lost) }) : "";
    const said = told("没有“{query}”。拆开来查：{parts}", {
      query: wanted.q.trim(),
      parts: quoted(split.parts),
    });
    await results(engine, split.found, wanted, current, [remark(said, lost)]);
    return;
  }
  list.replaceChildren();
  after.hidden = sorts.hidden = true;
  // 选得没有了，分面还在，可以改选
  if (filtered) await drawFacets(engine, found, wanted, current);
  else facets?.hide();
  const lines = filtered ? [unfiltered()] : await nearby(engine, found);
  if (!current()) return;
  sum.dataset.total = "0";
  const asked = found.asked.groups.length > 0;
  const without = found.asked.without.length > 0;
  const said = asked
    ? told("没有找到“{query}”。", { query: wanted.q })
    : without
      ? told("只有不要的词，请再写一个要找的。")
      : told("没有可查的字。");
  const why = lead[0]?.classList.contains(DOOR) ? told("所问的条文如下；各件文字里没有这样写的。") : said;
  say(filtered && found.records.length ? told("文献 0 件。") : why, "exact");
  notes.replaceChildren(...lead, ...lines, doors());
  performance.mark("gw-first");
  performance.mark("gw-exact");
}

function unfiltered() {
  const none = Object.fromEntries(FIELDS.map((name) => [name, []]));
  return remark(told("所选范围里没有。"), leading(told("去掉筛选"), none));
}

/** 可以改查什么，缘由相同的一行。
 *  @param {Engine} engine @param {Found} found */
async function nearby(engine, found) {
  const near = await engine.near(found);
  return [...new Set(near.map((one) => one.why))].map((why) => {
    const offers = near.filter((one) => one.why === why);
    const said = offers.flatMap(({ query, total }, index) => [
      index ? told("、") : "",
      leading(query, { q: query }),
      total === undefined ? "" : told("（{number} 件）", { number: total }),
    ]);
    return remark(told("{why}：", { why }), ...said);
  });
}

/** 各索引页。 */
function doors() {
  const links = ["documents", "agencies", "campaigns", "glossary"].flatMap((kind) => [
    make("a", { href: address(root, EN ? `en/${kind}/` : `${kind}/`) }, KINDS[kind]),
    "　",
  ]);
  return remark(told("也可以从索引页找起："), ...links);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  midway = false;
  go({ q: field.value });
});
field.addEventListener("input", (event) => {
  clearTimeout(typing);
  if (event instanceof InputEvent && event.isComposing) return;
  typing = setTimeout(() => {
    const replace = midway || !state.q;
    midway = true;
    go({ q: field.value }, { replace });
  }, PAUSE);
});
field.addEventListener("blur", () => (midway = false));
field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
sorts.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go({ sort: link.dataset.sort ?? "best" });
});
addEventListener("popstate", () => {
  const wanted = here();
  midway = false;
  field.value = wanted.q;
  show(wanted);
});
onShortcut(() => field);
field.value = state.q;
if (!state.q) field.focus();
show(state);
