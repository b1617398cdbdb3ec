/* 检索页：地址里写着整个检索式，页面照它显示；改动检索式就是改地址。 */

import { open } from "./engine.js";
import { address, KINDS, make, marked, NAME_KINDS, onShortcut, siteRoot as root } from "./show.js";
import { places } from "./words.js";

const PAGE = 10; // 一次列几件
const CHECKED = 160; // 待核对的不多于此就自动核对
const PAUSE = 200; // 停下多久算打完，毫秒
const EXAMPLES = ["网络文明", "未成年人 游戏", "“等级保护”", "国务院令第292号", "wangxinban", "剑网 -2015"];
const YEARS = /^(\d{4})(?:-(\d{4}))?$/;
const FIELDS = ["type", "agency", "campaign", "year", "kind"];

const get = (id) => document.getElementById(id);
const [form, sum, count, sorts, notes, authorities, list, after] = [
  "gw-search",
  "gw-sum",
  "gw-count",
  "gw-sorts",
  "gw-notes",
  "gw-auth",
  "gw-hits",
  "gw-after",
].map(get);
const field = form.elements.q;
const title = document.title.replace(/^.*?· /, "");

performance.mark("gw-start");
let ready = open(root);
ready.catch(() => {});
let renewed = false;
let facets = null; // 分面的代码和数据，列出头一件之后才取
let turn = 0;
let state = read();

/** 地址里的检索式。 */
function read() {
  const query = new URL(location).searchParams;
  const found = {
    q: query.get("q") ?? "",
    sort: query.get("sort") ?? "best",
    variants: query.get("alias") !== "0",
  };
  for (const name of FIELDS) found[name] = [...new Set(query.getAll(name))];
  found.year = found.year.filter((value) => YEARS.test(value));
  if (!["best", "new", "old"].includes(found.sort)) found.sort = "best";
  return found;
}

/** 检索式写成地址。 */
function written(wanted) {
  const url = new URL(location.pathname, location);
  if (wanted.q) url.searchParams.set("q", wanted.q);
  for (const name of FIELDS) for (const value of wanted[name]) url.searchParams.append(name, value);
  if (wanted.sort !== "best") url.searchParams.set("sort", wanted.sort);
  if (!wanted.variants) url.searchParams.set("alias", "0");
  return url;
}

function go(change, { replace = false } = {}) {
  const next = { ...state, ...change };
  const url = written(next);
  if (url.href === location.href && "q" in change && !replace) {
    show(next);
    return;
  }
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  show(next);
}

/** 年份的选择：“2006”或“2010-2019”。 */
function years(values) {
  return values.map((value) => YEARS.exec(value)).map(([, from, to]) => [Number(from), Number(to ?? from)]);
}

async function show(wanted) {
  state = wanted;
  const own = ++turn;
  const current = () => own === turn;
  for (const name of ["gw-first", "gw-exact"]) performance.clearMarks(name);
  if (field.value.trim() !== wanted.q.trim() && document.activeElement !== field) field.value = wanted.q;
  document.title = `检索${wanted.q ? `：${wanted.q}` : ""} · ${title}`;
  if (!wanted.q.trim()) {
    clear();
    say("输入词句后检索。", "idle");
    notes.replaceChildren(
      make(
        "p",
        { class: "gw-note gw-remark" },
        "例如：",
        ...EXAMPLES.flatMap((example) => [leading(example, { q: example }), "　"]),
      ),
      doors(),
    );
    return;
  }
  if (sum.dataset.state !== "exact" || !list.children.length) say("正在检索……", "loading");
  sum.dataset.state = "loading";
  try {
    const engine = await (ready ??= open(root));
    const found = await engine.find(wanted.q, { variants: wanted.variants });
    if (!current()) return;
    const article = await engine.article(wanted.q).catch(() => null);
    if (!current()) return;
    await results(engine, found, wanted, current, article ? [door(article)] : []);
  } catch (error) {
    if (!current()) return;
    if (!renewed) {
      // 也许网站刚更新过，存着的目录旧了：重取一次
      renewed = true;
      ready = open(root, { fresh: true });
      await show(wanted);
      return;
    }
    clear();
    ready = null; // 下次再取
    const old = typeof DecompressionStream === "undefined";
    say(
      old
        ? "这个浏览器太旧，读不了检索的索引。请更新浏览器，或从各索引页找起。"
        : "检索所需的文件没有取到。请检查网络，刷新再试；或从各索引页找起。",
      "failed",
    );
    console.info(error);
  }
}

function clear() {
  list.replaceChildren();
  notes.replaceChildren();
  authorities.hidden = after.hidden = sorts.hidden = true;
  facets?.hide();
}

function say(text, stage) {
  count.replaceChildren(...[text].flat());
  sum.dataset.state = stage;
}

async function results(engine, found, wanted, current, lead = []) {
  const chosen = { ...wanted, year: years(wanted.year) };
  const filtered = FIELDS.some((name) => wanted[name].length);
  const names = filtered ? [] : await engine.namesLike(found);
  const shown = new Set(names.map((name) => name.record));
  // 分面要另取一个文件，没有选分面就不等它
  let records = filtered ? (await found.facets(chosen)).records : found.records;
  if (!current()) return;
  const empty = () => nothing(engine, found, wanted, { chosen, filtered, names, current, lead });
  if (!records.length) {
    await empty();
    return;
  }
  notes.replaceChildren(...lead, ...remarks(engine, found, wanted));
  showNames(engine, names, found);
  showSorts(wanted);
  const certain = found.exact;
  // 列在上面的名称，下面不再列
  const order = found.ordered(records, wanted.sort).filter((record) => !shown.has(record));
  const lister = new Lister(engine, found, order, current);
  tell(engine, found, records, "loading");
  await lister.more(PAGE, () => {
    performance.mark("gw-first");
    tell(engine, found, records, "found");
  });
  if (!current()) return;
  if (lister.empty) performance.mark("gw-first");
  await drawFacets(engine, found, chosen, current);
  if (!current()) return;
  if (!certain) {
    // 有的文字取不到，就还是“至多”
    if (found.doubtful.size <= CHECKED) await found.settle().catch(() => {});
    if (!current()) return;
    records = await drawFacets(engine, found, chosen, current);
    if (!current()) return;
  }
  if (!records.length) {
    await empty();
    return;
  }
  tell(engine, found, records, found.exact ? "exact" : "found");
  const settled = async () => {
    await found.settle();
    return found.ordered((await found.facets(chosen)).records, wanted.sort);
  };
  const checked = async () => {
    await settled();
    records = await drawFacets(engine, found, chosen, current);
    if (!current()) return;
    tell(engine, found, records, "exact");
    lister.offer(settled, checked);
  };
  lister.offer(settled, checked);
  if (found.exact) performance.mark("gw-exact");
}

/** 画出分面；合于分面的记录。 */
async function drawFacets(engine, found, chosen, current) {
  facets ??= new (await import("./facets.js")).Facets(get("gw-facets"), (choice) => go(choice));
  const counted = await found.facets(chosen);
  if (current()) facets.draw(engine, counted, chosen);
  return counted.records;
}

/** 件数：核对完之前说“至多”。 */
function tell(engine, found, records, stage) {
  const documents = records.filter((record) => record < engine.documents).length;
  const others = records.length - documents;
  const most = found.exact ? "" : "至多 ";
  const parts = [`文献 ${most}`, make("b", {}, String(documents)), ` 件，在 ${engine.documents} 件中`];
  if (others) parts.push(`；条目与说明 ${most}`, make("b", {}, String(others)), " 个");
  if (!found.exact) parts.push(found.doubtful.size <= CHECKED ? "，核对中……" : "，未逐件核对");
  sum.dataset.total = String(documents);
  say(parts, stage);
}

/** 一件一件列出，要核对的先核对。 */
class Lister {
  constructor(engine, found, order, current) {
    Object.assign(this, { engine, found, order, current });
    this.next = this.listed = 0;
    this.fresh = true;
    this.empty = true;
  }

  async more(most, first = () => {}) {
    const words = this.found.marking;
    const opening = this.fresh;
    const wanted = [];
    const take = () => {
      if (this.next >= this.order.length) return false;
      wanted.push(this.#hit(this.order[this.next++]));
      return true;
    };
    // 头一次先取一件，列出来再取其余，慢网上也早见到
    for (let index = 0; index < (opening ? 1 : most); index++) take();
    let added = 0;
    for (let index = 0; index < wanted.length; index++) {
      const hit = await wanted[index];
      if (!this.current()) return;
      if (hit === null) {
        take();
        continue;
      }
      if (this.fresh) list.replaceChildren();
      this.fresh = this.empty = false;
      list.append(
        hit.failed ? make("li", { class: "gw-hit gw-note" }, "这一件没有取到。刷新再试。") : item(hit, words),
      );
      if (++added === 1) {
        first();
        for (let more = opening ? most - 1 : 0; more > 0 && take(); more--);
      }
    }
    if (this.fresh) list.replaceChildren();
    this.listed += added;
  }

  async #hit(record) {
    try {
      await this.found.settle([record]);
      return this.found.records.includes(record) ? await this.found.hit(record) : null;
    } catch {
      return { failed: true };
    }
  }

  /** 列出了多少，还可以列多少；其余的一并下载。 */
  offer(settled, checked) {
    const left = this.order.slice(this.next).filter((record) => this.found.records.includes(record)).length;
    after.hidden = false;
    const save = make("button", { type: "button", class: "gw-linker" }, "下载为 CSV");
    save.addEventListener("click", async () => {
      save.disabled = true;
      save.textContent = "正在准备……";
      try {
        const [{ csv }, records] = await Promise.all([import("./table.js"), settled()]);
        await csv(this.engine, records, root, state.q);
        save.textContent = "下载为 CSV";
      } catch {
        save.textContent = "没有取到，再试一次";
      }
      save.disabled = false;
    });
    after.replaceChildren();
    if (left) {
      const step = Math.min(left, PAGE * 2);
      const more = make("button", { type: "button", class: "gw-linker" }, `再列 ${step} 件`);
      more.addEventListener("click", async () => {
        const from = list.children.length;
        more.disabled = true;
        await this.more(step);
        this.offer(settled, checked);
        list.children[from]?.querySelector("a")?.focus();
      });
      after.append(`已列 ${this.listed} 件，还有 ${left} 件。`, more);
    }
    if (!this.found.exact) {
      const check = make(
        "button",
        { type: "button", class: "gw-linker" },
        `逐件核对 ${this.found.doubtful.size} 件`,
      );
      check.addEventListener("click", async () => {
        check.disabled = true;
        check.textContent = "正在核对……";
        try {
          await checked();
        } catch {
          check.textContent = "没有取到，再试一次";
          check.disabled = false;
        }
      });
      after.append(check);
    }
    after.append(save);
  }
}

function item(hit, words) {
  const who = [
    hit.date && make("time", {}, hit.date),
    make("span", {}, [hit.type || KINDS[hit.kind], hit.by].filter(Boolean).join("　")),
    hit.number && make("span", {}, hit.number),
    hit.digest && make("span", { class: "dg" }, "提要"),
  ];
  if (hit.kind !== "documents")
    who.splice(
      1,
      1,
      make("span", {}, `${KINDS[hit.kind]}　${hit.type === KINDS[hit.kind] ? "" : hit.type}`.trim()),
    );
  const parts = hit.passages.map((passage) => {
    const where = passage.number
      ? passage.article || `¶ ${passage.number}`
      : passage.label || (passage.role === 2 ? "标题" : "");
    const link = make(
      "a",
      { href: address(root, hit.path, words, passage.anchor) },
      make("span", { class: "pn" }, where),
      make("span", { class: "words" }, ...marked(passage.text, passage.marks)),
    );
    return make("blockquote", {}, link);
  });
  const more = hit.more
    ? make(
        "p",
        { class: "more" },
        make("a", { href: address(root, hit.path, words) }, `本件还有 ${hit.more} 处`),
      )
    : "";
  return make(
    "li",
    { class: "gw-hit" },
    make("h2", {}, make("a", { href: address(root, hit.path, words) }, ...marked(hit.title, hit.marks))),
    make("p", { class: "who" }, ...who.filter(Boolean)),
    ...parts,
    more,
  );
}

/** 名称相合的机构、行动、术语，列在文献之前。 */
function showNames(engine, names, found) {
  const words = [...found.words, ...found.otherWords];
  const parts = [];
  for (const [kind, label] of Object.entries(NAME_KINDS)) {
    names
      .filter((name) => name.k === kind)
      .forEach((name, index) => {
        if (!index) parts.push(make("dt", {}, label));
        const also = name.matched !== name.n ? `又作${name.matched}` : "";
        parts.push(
          make(
            "dd",
            {},
            make(
              "a",
              { href: address(root, name.u) },
              ...marked(name.n, places(name.n, words, engine.folding)),
            ),
            name.e && make("span", { lang: "en" }, `　${name.e}`),
            make("span", {}, [name.d && `　${name.d}`, also && `　${also}`].filter(Boolean).join("")),
          ),
        );
      });
  }
  authorities.replaceChildren(...parts);
  authorities.hidden = !parts.length;
}

function showSorts(wanted) {
  sorts.hidden = false;
  for (const link of sorts.querySelectorAll("a")) {
    const chosen = link.dataset.sort === wanted.sort;
    link.href = written({ ...wanted, sort: link.dataset.sort });
    if (chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** 说明查的是什么：别名，拼音，后继机构。 */
function remarks(engine, found, wanted) {
  const lines = [];
  const others = found.asked.groups.flat().flatMap((term) => term.others);
  if (others.length) {
    const names = others
      .filter((other) => other.of)
      .map((other) => `“${other.shown}”`)
      .join("");
    const rest = [...new Set(others.filter((other) => !other.of).map((other) => other.shown))];
    lines.push(
      note(`也查了${[names, ...rest].filter(Boolean).join("、")}。`, "只查字面", { variants: false }),
    );
  } else if (
    !wanted.variants &&
    found.asked.groups.flat().some((term) => engine.variants(term.folded).length)
  ) {
    lines.push(note("只查了字面。", "也查别名和其他写法", { variants: true }));
  }
  for (const term of found.asked.groups.flat()) {
    for (const name of engine.names.filter((one) => one.s && one.folded.includes(term.folded))) {
      for (const after_ of name.s.map((index) => engine.names[index])) {
        lines.push(note(`${name.n}（${name.d}）之后是${after_.n}。`, `检索“${after_.n}”`, { q: after_.n }));
      }
    }
  }
  return lines.slice(0, 4);
}

function note(text, action, change) {
  return make("p", { class: "gw-note gw-remark" }, text, leading(action, change));
}

/** 改一改检索式的链接。 */
function leading(text, change) {
  const link = make("a", { href: written({ ...state, ...change }) }, text);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (change.q) field.value = change.q;
    go(change);
  });
  return link;
}

/** 没有找到：拆开来查；再没有，说明白，并给出近似的。 */
async function nothing(engine, found, wanted, { chosen, filtered, names, current, lead }) {
  const split = found.records.length || lead.length ? null : await engine.apart(found, current);
  if (!current()) return;
  if (split) {
    const parts = split.parts.map((part) => `“${part}”`).join("");
    await results(engine, split.found, wanted, current, [
      make(
        "p",
        { class: "gw-note gw-remark" },
        `没有“${wanted.q.trim()}”。拆开来查：${parts}${split.lost.length ? `；${split.lost.map((word) => `“${word}”`).join("")}没有，未计` : ""}`,
      ),
    ]);
    return;
  }
  clear();
  const lines = [];
  // 选得没有了，分面还在，可以改选
  const chosenAway = filtered && found.records.length > 0;
  if (filtered) await drawFacets(engine, found, chosen, current);
  if (filtered)
    lines.push(note("所选范围里没有。", "去掉筛选", Object.fromEntries(FIELDS.map((name) => [name, []]))));
  else {
    const offers = new Map();
    for (const near of await engine.near(found))
      offers.set(near.why, [...(offers.get(near.why) ?? []), near]);
    for (const [why, near] of offers)
      lines.push(
        make(
          "p",
          { class: "gw-note gw-remark" },
          `${why}：`,
          ...near.flatMap((one, index) => [
            index ? "、" : "",
            leading(one.query, { q: one.query }),
            one.total === undefined ? "" : `（${one.total} 件）`,
          ]),
        ),
      );
  }
  if (!current()) return;
  showNames(engine, names, found);
  sum.dataset.total = "0";
  const asked = found.asked.groups.length > 0;
  const why = lead[0]?.classList.contains("gw-article-door")
    ? "所问的条文如下；各件文字里没有这样写的。"
    : asked
      ? `没有找到“${wanted.q}”。`
      : found.asked.without.length
        ? "只有不要的词，请再写一个要找的。"
        : "没有可查的字。";
  say(chosenAway ? "文献 0 件。" : why, "exact");
  notes.replaceChildren(...lead, ...lines, doors());
  performance.mark("gw-first");
  performance.mark("gw-exact");
}

/** 所问的一条：到那里去的链接，和它的文字。 */
function door(article) {
  const link = make(
    "a",
    { href: address(root, article.path, [], article.anchor) },
    `《${article.title.replace(/^中华人民共和国/, "")}》${article.label}`,
  );
  return make(
    "div",
    { class: "gw-article-door" },
    make("p", {}, link),
    ...article.lines.map((line) => make("p", {}, line)),
  );
}

/** 各索引页。 */
function doors() {
  const links = ["documents", "agencies", "campaigns", "glossary"].flatMap((kind) => [
    make("a", { href: address(root, `${kind}/`) }, KINDS[kind]),
    "　",
  ]);
  return make("p", { class: "gw-note gw-remark" }, "也可以从索引页找起：", ...links);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  midway = false;
  go({ q: field.value });
});
let typing = 0;
let midway = false; // 正在改一个检索式：改动中的样子不一一留在历史里
field.addEventListener("input", (event) => {
  clearTimeout(typing);
  if (event.isComposing) return;
  typing = setTimeout(() => {
    const replace = midway || !state.q;
    midway = true;
    go({ q: field.value }, { replace });
  }, PAUSE);
});
field.addEventListener("blur", () => (midway = false));
field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
sorts.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go({ sort: link.dataset.sort });
});
addEventListener("popstate", () => {
  const wanted = read();
  midway = false;
  field.value = wanted.q;
  show(wanted);
});
onShortcut(() => field);
field.value = state.q;
if (!state.q) field.focus();
show(state);
