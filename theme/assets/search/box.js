/* 各页的检索框：输入时列出名称和文献，上下键选，回车去，Esc 收起；“/”和 Ctrl-K 到检索框。
   引擎在第一次用到时才取。 */

import { address, KINDS, make, marked, NAME_KINDS, onShortcut, siteRoot as root } from "./show.js";

const PAUSE = 120; // 停下多久才查，毫秒
const DOCUMENTS = 5;
const NAMES = 4;

let engine;
const started = () =>
  (engine ??= import("./engine.js")
    .then((module) => module.open(root))
    .catch((error) => ((engine = undefined), Promise.reject(error))));

class Box {
  constructor(form, index) {
    this.form = form;
    this.field = form.elements.q;
    this.id = `gw-suggest-${index}`;
    this.list = make("ul", { role: "listbox", id: this.id, "aria-label": "建议" });
    this.live = make("p", { class: "gw-vh", role: "status" });
    this.panel = make("div", { class: "gw-suggest", hidden: true }, this.list);
    this.at = -1;
    this.turn = 0;
    form.classList.add("gw-suggesting");
    form.append(this.panel, this.live);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-controls": this.id,
      autocomplete: "off",
    }))
      this.field.setAttribute(name, value);
    this.field.addEventListener("focus", () => started().catch(() => {}));
    this.field.addEventListener("input", (event) => {
      this.#unchoose();
      if (!event.isComposing) this.#later();
    });
    this.field.addEventListener("compositionend", () => this.#later());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () =>
      setTimeout(() => !form.contains(document.activeElement) && this.close(), 150),
    );
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("auxclick", (event) => {
      const option = event.target.closest("[role=option]");
      if (option && event.button === 1) window.open(option.dataset.href);
    });
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option && (event.ctrlKey || event.metaKey)) window.open(option.dataset.href);
      else if (option) this.#follow(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
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

  #show(query, ready, found, names, hits, article) {
    const words = found.marking;
    const documents = found.records.filter((record) => record < ready.documents).length;
    const all = new URL("search/", root);
    all.searchParams.set("q", query);
    const rows = [
      ...(article
        ? [
            {
              href: address(root, article.path, [], article.anchor),
              note: "条文",
              text: [`${article.title} ${article.label}`],
              under: article.lines[0],
            },
          ]
        : []),
      ...names.map((name) => ({
        href: address(root, name.u),
        note: NAME_KINDS[name.k],
        text: [name.n],
        under: name.matched !== name.n ? `又作${name.matched}` : "",
      })),
      ...hits.map((hit) => ({
        href: address(root, hit.path, words, hit.marks.length ? "" : hit.passages[0]?.anchor),
        note: hit.date || KINDS[hit.kind],
        text: marked(hit.title, hit.marks),
        under: hit.marks.length ? "" : hit.passages[0] && marked(hit.passages[0].text, hit.passages[0].marks),
      })),
      {
        href: all.href,
        note: "",
        text: [documents ? `列出全部：文献${found.exact ? "" : "至多"} ${documents} 件` : `检索“${query}”`],
        all: true,
      },
    ];
    this.list.replaceChildren(
      ...rows.map((row, index) =>
        make(
          "li",
          {
            role: "option",
            id: `${this.id}-${index}`,
            "aria-selected": "false",
            class: row.all ? "all" : "",
            "data-href": row.href,
          },
          make("span", { class: "note" }, row.note),
          make(
            "span",
            { class: "to" },
            make("b", {}, ...row.text),
            row.under && make("small", {}, ...[row.under].flat()),
          ),
        ),
      ),
    );
    this.at = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.panel.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.live.textContent = `${rows.length} 项建议，上下键选择`;
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

  /** 上下移动，两头相接，中间经过输入框。 */
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

  #follow(option) {
    location.assign(option.dataset.href);
  }
}

[...document.querySelectorAll("form[role=search]:not(#gw-search)")].forEach(
  (form, index) => new Box(form, index),
);

onShortcut(() =>
  [...document.querySelectorAll("form[role=search] input[name=q]")].find((one) => one.offsetParent !== null),
);
