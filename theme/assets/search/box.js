/* 各页的检索框：输入时列出名称和文献，上下键选，回车去，Esc 收起；“/”和 Ctrl-K 到检索框。
   引擎在第一次用到时才取。 */

import { address, KINDS, make, marked, NAME_KINDS, onShortcut, siteRoot as root } from "./show.js";
import { EN, FACTS, SEARCH, told, ZH } from "./told.js";

const PAUSE = 120; // 停下多久才查，毫秒
const DOCUMENTS = 5;
const NAMES = 4;

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./found.js").Found} Found */
/** 一项建议。 @typedef {{href: string, note: string, text: Content[], under?: Content[], all?: boolean}} Row */
/** @typedef {import("./show.js").Content} Content */

/** @type {Promise<Engine> | undefined} */
let engine;

/** 引擎；没有取到，下次再取。 */
async function started() {
  engine ??= import("./engine.js").then((module) => module.open(root));
  try {
    return await engine;
  } catch (error) {
    engine = undefined;
    throw error;
  }
}

class Box {
  /** @param {HTMLFormElement} form @param {number} index */
  constructor(form, index) {
    this.form = form;
    this.field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.id = `gw-suggest-${index}`;
    this.list = make("ul", { role: "listbox", id: this.id, "aria-label": told("建议") });
    this.live = make("p", { class: "gw-vh", role: "status" });
    this.panel = make("div", { class: "gw-suggest", hidden: true }, this.list);
    this.at = -1;
    this.turn = 0;
    this.wait = 0;
    form.classList.add("gw-suggesting");
    form.append(this.panel, this.live);
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-expanded", "false");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.id);
    this.field.setAttribute("autocomplete", "off");
    this.#listen();
  }

  #listen() {
    this.field.addEventListener("focus", () => started().catch(() => {}));
    this.field.addEventListener("input", (event) => {
      this.#unchoose();
      if (!(event instanceof InputEvent && event.isComposing)) this.#later();
    });
    this.field.addEventListener("compositionend", () => this.#later());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () =>
      setTimeout(() => !this.form.contains(document.activeElement) && this.close(), 150),
    );
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("auxclick", (event) => {
      const option = optionAt(event);
      if (option && event.button === 1) window.open(option.dataset.href);
    });
    this.list.addEventListener("click", (event) => {
      const option = optionAt(event);
      if (option && (event.ctrlKey || event.metaKey)) window.open(option.dataset.href);
      else if (option) this.#follow(option);
    });
  }

  /** @returns {HTMLElement[]} */
  get options() {
    return [...this.list.querySelectorAll("li")];
  }

  /** 改了字，先前选中的就不算了。 */
  #unchoose() {
    this.at = -1;
    this.field.removeAttribute("aria-activedescendant");
    for (const option of this.options) option.setAttribute("aria-selected", "false");
  }

  #later() {
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.#look(), PAUSE);
  }

  async #look() {
    const own = ++this.turn;
    const query = this.field.value.trim();
    if (!query) {
      this.close();
      return;
    }
    try {
      const ready = await started();
      const found = await ready.find(query);
      const hits = [];
      for (const record of found.ordered(found.records.filter((one) => one < ready.documents))) {
        if (hits.length === DOCUMENTS || own !== this.turn) break;
        await found.settle([record]);
        if (found.records.includes(record)) hits.push(await found.hit(record, 1));
      }
      const names = await ready.namesLike(found, NAMES);
      const article = await ready.article(query);
      if (own === this.turn) this.#show(query, ready, found, names, hits, article);
    } catch {
      engine = undefined; // 下次重取；没有引擎也能回车到检索页
      if (own === this.turn) this.close();
    }
  }

  /** @param {string} query @param {Engine} ready @param {Found} found
   *  @param {Awaited<ReturnType<Engine["namesLike"]>>} names @param {Awaited<ReturnType<Found["hit"]>>[]} hits
   *  @param {Awaited<ReturnType<Engine["article"]>>} article */
  #show(query, ready, found, names, hits, article) {
    const documents = found.records.filter((record) => record < ready.documents).length;
    const all = new URL(SEARCH, root);
    all.searchParams.set("q", query);
    const said = found.exact ? "列出全部：文献 {number} 件" : "列出全部：文献至多 {number} 件";
    const words = documents ? told(said, { number: documents }) : told("检索“{query}”", { query });
    /** @type {Row[]} */
    const rows = [
      ...(article ? [toArticle(article)] : []),
      ...names.map(toName),
      ...hits.map((hit) => toDocument(hit, found.marking)),
      { href: all.href, note: "", text: [words], all: true },
    ];
    this.list.replaceChildren(...rows.map((row, index) => this.#option(row, index)));
    this.at = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.panel.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.live.textContent = told("{number} 项建议，上下键选择", { number: rows.length });
  }

  /** @param {Row} row @param {number} index */
  #option(row, index) {
    const id = `${this.id}-${index}`;
    return make(
      "li",
      { role: "option", id, "aria-selected": "false", class: row.all ? "all" : "", "data-href": row.href },
      make("span", { class: "note" }, row.note),
      make("span", { class: "to" }, make("b", {}, ...row.text), row.under && make("small", {}, ...row.under)),
    );
  }

  close() {
    clearTimeout(this.wait);
    this.turn++;
    this.panel.hidden = true;
    this.at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.live.textContent = "";
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const open = !this.panel.hidden;
    if (event.key === "Escape") {
      if (open) event.preventDefault();
      if (open) this.close();
      else this.field.blur();
    } else if (event.key === "Enter" && open && this.at >= 0) {
      event.preventDefault();
      this.#follow(this.options[this.at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.#later();
      else this.#move(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  /** 上下移动，两头相接，中间经过输入框。
   *  @param {number} step */
  #move(step) {
    const options = this.options;
    const count = options.length + 1;
    this.at = ((this.at + 1 + step + count) % count) - 1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    if (this.at < 0) this.field.removeAttribute("aria-activedescendant");
    else {
      this.field.setAttribute("aria-activedescendant", options[this.at].id);
      options[this.at].scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {HTMLElement} option */
  #follow(option) {
    location.assign(option.dataset.href ?? "");
  }
}

/** @param {Event} event @returns {HTMLElement | null} */
function optionAt(event) {
  return event.target instanceof Element ? event.target.closest("li") : null;
}

/** @param {NonNullable<Awaited<ReturnType<Engine["article"]>>>} article @returns {Row} */
function toArticle({ path, anchor, title, label, lines }) {
  return {
    href: address(root, path, [], anchor),
    note: told("条文"),
    text: [zh(`${title} ${label}`)],
    under: [zh(lines[0])],
  };
}

/** @param {Awaited<ReturnType<Engine["namesLike"]>>[number]} name @returns {Row} */
function toName(name) {
  const also = name.matched !== name.n ? [told("又作{name}", { name: name.matched })] : undefined;
  const note = NAME_KINDS[name.k];
  if (EN && name.e)
    return { href: address(root, name.u, [], FACTS), note, text: [name.e], under: [zh(name.n)] };
  return { href: address(root, name.u, [], FACTS), note, text: [zh(name.n)], under: also };
}

/** 题名里没有所查的词，就附上有的那一段。
 *  @param {Awaited<ReturnType<Found["hit"]>>} hit @param {string[]} words @returns {Row} */
function toDocument(hit, words) {
  const note = hit.date || KINDS[hit.kind];
  const title = marked(hit.title, hit.marks);
  if (EN && hit.english) {
    const text = marked(hit.english, hit.englishMarks);
    return { href: address(root, hit.path, words, FACTS), note, text, under: [zh(...title)] };
  }
  const passage = hit.marks.length ? undefined : hit.passages[0];
  return {
    href: address(root, hit.path, words, passage?.anchor),
    note,
    text: [zh(...title)],
    under: passage && [zh(...marked(passage.text, passage.marks))],
  };
}

/** 中文的字句；英文的页面标明语言。
 *  @param {Content[]} content */
const zh = (...content) => make("span", { lang: ZH }, ...content);

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll("form[role=search]:not(#gw-search)");
forms.forEach((form, index) => new Box(form, index));

onShortcut(() => {
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = document.querySelectorAll("form[role=search] input[name=q]");
  return [...fields].find((one) => one.offsetParent !== null);
});
