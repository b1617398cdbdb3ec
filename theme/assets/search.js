/* 检索页：把查询交给 Material 自带的检索引擎，结果照本馆的样式列出。
   引擎按词近似匹配；含有原词句的排在前面，其余归入“相近”。 */
"use strict";
(() => {
  const script = document.currentScript;
  const root = new URL(script.dataset.root.replace(/\/?$/, "/"), location);
  const config = JSON.parse(document.getElementById("__config").textContent);
  const form = document.getElementById("gw-search");
  const field = form.elements.q;
  const sum = document.getElementById("gw-sum");
  const list = document.getElementById("gw-hits");
  const more = document.getElementById("gw-more");
  const STEP = 20;
  let worker = null;
  let ready = null;
  let results = [];
  let query = "";

  /* 索引里的文字是 HTML，又夹有分词用的零宽空格：取其文字，不让它成为页面的一部分。 */
  const plain = (html) =>
    new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\u200b/g, "");
  const fold = (text) => text.replace(/\s+/g, "").toLowerCase();

  function start() {
    if (ready) return ready;
    worker = new Worker(new URL(config.search, location));
    ready = fetch(new URL(script.dataset.index, location))
      .then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .then(
        (index) =>
          new Promise((resolve) => {
            worker.onmessage = () => resolve();
            worker.postMessage({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
          })
      );
    return ready;
  }

  function ask(words) {
    return new Promise((resolve) => {
      worker.onmessage = (event) => resolve(event.data.data.items);
      worker.postMessage({ type: 2, data: words });
    });
  }

  async function search(words) {
    query = words.trim();
    list.replaceChildren();
    more.hidden = true;
    document.title = document.title.replace(/^.*?( · |$)/, (query ? `检索：${query}` : "检索") + " · ");
    if (!query) {
      sum.textContent = "输入词句后检索。";
      return;
    }
    sum.textContent = "正在检索……";
    try {
      await start();
    } catch {
      sum.textContent = "检索所需的索引没有取到，请刷新再试；或从各索引页找起。";
      return;
    }
    const wanted = fold(query);
    const groups = (await ask(query)).map((group) => {
      const parts = group.map((item) => ({ location: item.location, title: plain(item.title), text: plain(item.text) }));
      return { parts, exact: parts.some((part) => fold(part.title + part.text).includes(wanted)) };
    });
    /* 题名含词句的在前，文献在名录之前；其余照引擎的次序。 */
    const rank = (group) =>
      (group.exact ? 4 : 0) +
      (group.parts.some((part) => fold(part.title).includes(wanted)) ? 2 : 0) +
      (group.parts[0].location.startsWith("documents/") ? 1 : 0);
    results = groups.map((group) => [rank(group), group]).sort((a, b) => b[0] - a[0]).map((pair) => pair[1]);
    const exact = groups.filter((group) => group.exact).length;
    const alike = results.length - exact;
    const found = exact ? `含“${query}”的页面 ${exact} 个` : `没有页面含“${query}”`;
    sum.textContent = found + (alike ? `，相近的 ${alike} 个` : exact ? "" : "。换一个说法，或从各索引页找起。");
    show(0);
  }

  function show(from) {
    for (const group of results.slice(from, from + STEP)) list.append(hit(group));
    more.hidden = list.childElementCount >= results.length;
  }

  function element(tag, text, name) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  function link(location, text) {
    const made = element("a");
    made.href = new URL(location, root);
    marked(made, text);
    return made;
  }

  function marked(parent, text) {
    const at = text.toLowerCase().indexOf(query.toLowerCase());
    if (at < 0) {
      parent.append(text);
      return;
    }
    parent.append(text.slice(0, at), element("mark", text.slice(at, at + query.length)));
    parent.append(text.slice(at + query.length));
  }

  function hit(group) {
    const page = group.parts.find((part) => !part.location.includes("#")) || group.parts[0];
    const item = element("li", "", "gw-hit");
    const head = element("h2");
    head.append(link(page.location, page.title));
    item.append(head);
    const folder = page.location.split("/")[0];
    item.append(element("p", { documents: "文献", agencies: "机构", campaigns: "行动", glossary: "术语" }[folder] || "本馆", "who"));
    for (const part of group.parts.filter((part) => part.text).slice(0, 3)) {
      const at = part.text.toLowerCase().indexOf(query.toLowerCase());
      if (at < 0 && group.exact) continue;
      const start = Math.max(0, at - 30);
      const words = (start ? "…" : "") + part.text.slice(start, start + 110) + (part.text.length > start + 110 ? "…" : "");
      const quote = element("blockquote");
      const line = element("p");
      if (part === page) marked(line, words);
      else line.append(link(part.location, words));
      quote.append(line);
      item.append(quote);
    }
    return item;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location);
    address.searchParams.set("q", field.value);
    history.pushState(null, "", address);
    search(field.value);
  });
  const fromAddress = () => {
    field.value = new URL(location).searchParams.get("q") || "";
    search(field.value);
  };
  addEventListener("popstate", fromAddress);
  more.querySelector("button").addEventListener("click", () => show(list.childElementCount));
  fromAddress();
})();
