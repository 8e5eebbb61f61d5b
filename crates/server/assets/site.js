/* 脚本。Everything works without it; it only saves steps. ES2019, for Chromium 80 and iOS 13.
 *
 * What a page may ask for, by attributes (words are always the server's):
 *   textarea  data-count-max="500" data-count-words="还可写 {n} 字" data-count-over="多了 {n} 字"
 *   file      data-shrink="1600"               longest side of a picture in pixels
 *   button    data-copy="#code" data-copied="已复制" · data-print; both stay hidden without script
 *   time      data-minutes data-runs           counted down by the words on <body>
 *   select    data-pick data-none="没找到“{q}”"  options may carry data-initials and data-digit
 *   fieldset  data-digits                      1, 2, 3 … choose and go on to the next field
 *   input     data-titles="先生 女士 老师 家长"   a digit behind a surname puts the title
 *   form      data-stay="没有等到回音…"         sent without leaving the page until an answer comes
 *   form      data-enter-next                  Enter goes to the next field and never submits
 *   form      data-draft="/path" data-draft-words="草稿已存 {t}", shown in [data-draft-says]
 *   field     data-ask="/path" data-into="#id" data-ask-from="11"
 *                                              posts the form, puts the answer's HTML there
 *   any       data-key="s"                     pressed by that key; in a row, for that row
 *   table     data-rows                        j and k go through the rows
 *   any       data-live="/path" with an id     renewed when the server says that something changed;
 *                                              data-announce on it is read out, once a minute at most;
 *                                              data-renew="60" renews it besides in so many seconds;
 *                                              data-stale-after="180" seconds without: [data-stale],
 *                                              and what stands in [data-stale-says] is shown
 */
(function () {
  "use strict";
  const all = (query, within) => Array.from((within || document).querySelectorAll(query));
  const one = (query, within) => (within || document).querySelector(query);
  const body = document.body;
  const put = (words, facts) => words.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? facts[name] : whole));
  const make = (tag, attributes) => {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach((name) => element.setAttribute(name, attributes[name]));
    return element;
  };
  const composing = (event) => event.isComposing || event.keyCode === 229;
  /** The words of a form, without its files. */
  const words = (form) => {
    const sent = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string") sent.append(name, value);
    });
    return sent;
  };
  const post = (path, sent) => fetch(path, {
    method: "POST",
    body: sent,
    credentials: "same-origin",
    headers: { "X-Requested-With": "fetch" },
  });

  /* 出错: the summary is where the eye and the voice go first */
  const summary = one(".errsum");
  if (summary) summary.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".errsum a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const control = field.matches("input, select, textarea") ? field : one("input, select, textarea", field);
    (control || field).focus();
    field.scrollIntoView({ block: "center" });
  });

  /** What went wrong on the way, seen and heard at the form. */
  const tell = (form, text) => {
    const line = one("[data-stay-says]", form)
      || form.appendChild(make("p", { class: "error", role: "alert", "data-stay-says": "" }));
    line.textContent = text;
    line.hidden = !text;
    if (text) line.scrollIntoView({ block: "nearest" });
  };

  /* 断线: the page is left once the answer is there; until then everything stays in sight */
  const WAITS_FOR = 30000;
  all("form[data-stay]").forEach((form) => {
    let pressed = null;
    form.addEventListener("click", (event) => { pressed = event.target.closest("button"); });
    form.addEventListener("submit", (event) => {
      const goesElsewhere = pressed && pressed.hasAttribute("formaction");
      if (goesElsewhere || !window.AbortController || navigator.onLine === false) return;
      event.preventDefault();
      if (form.hasAttribute("data-sent")) return;
      form.setAttribute("data-sent", "");
      tell(form, "");
      const patience = new AbortController();
      setTimeout(() => patience.abort(), WAITS_FOR);
      fetch(form.action, { method: "POST", body: words(form), credentials: "same-origin", signal: patience.signal })
        .then((answer) => {
          if (answer.redirected) location.assign(answer.url);
          /* what is to be mended is a page of its own; the same form sent again does nothing twice */
          else HTMLFormElement.prototype.submit.call(form);
        })
        .catch(() => {
          form.removeAttribute("data-sent");
          tell(form, form.dataset.stay);
        });
    });
  });

  /* 提交一次: a double click sends once; without a net nothing is lost */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || (form.method || "get").toLowerCase() !== "post") return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
    } else if (navigator.onLine === false && body.dataset.offline) {
      event.preventDefault();
      tell(form, body.dataset.offline);
    } else {
      form.setAttribute("data-sent", "");
    }
  });
  window.addEventListener("pageshow", () => {
    all("form[data-sent]").forEach((form) => form.removeAttribute("data-sent"));
  });

  /* 轻声播报 */
  let voice = null;
  function say(text) {
    if (!voice) {
      voice = make("p", { role: "status", class: "vh" });
      body.appendChild(voice);
    }
    voice.textContent = text;
  }

  /* 字数 */
  all("textarea[data-count-max]").forEach((area) => {
    const most = Number(area.dataset.countMax);
    const line = make("p", { class: "hint count", "aria-live": "polite" });
    area.insertAdjacentElement("afterend", line);
    const count = () => {
      const left = most - Array.from(area.value).length;
      const shown = left < most / 5;
      line.hidden = !shown;
      line.textContent = shown
        ? put(left < 0 ? area.dataset.countOver : area.dataset.countWords, { n: Math.abs(left) })
        : "";
    };
    area.addEventListener("input", count);
    count();
  });

  /* 照片: made smaller before it is sent; where that is not possible the original goes */
  const shrunk = (file, side) => new Promise((resolve) => {
    if (!/^image\/(jpeg|png|webp|bmp)$/.test(file.type) || file.size < 400000) return resolve(file);
    const url = URL.createObjectURL(file);
    const picture = new Image();
    const keep = () => { URL.revokeObjectURL(url); resolve(file); };
    picture.onerror = keep;
    picture.onload = () => {
      const scale = Math.min(1, side / Math.max(picture.naturalWidth, picture.naturalHeight));
      const canvas = make("canvas", {
        width: Math.round(picture.naturalWidth * scale),
        height: Math.round(picture.naturalHeight * scale),
      });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => {
        if (!blob || blob.size >= file.size) return keep();
        URL.revokeObjectURL(url);
        resolve(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
      }, "image/jpeg", 0.85);
    };
    picture.src = url;
  });
  all("input[type=file][data-shrink]").forEach((box) => {
    box.addEventListener("change", () => {
      const chosen = Array.from(box.files);
      Promise.all(chosen.map((file) => shrunk(file, Number(box.dataset.shrink)))).then((files) => {
        if (files.every((file, at) => file === chosen[at])) return;
        try {
          const carrier = new DataTransfer();
          files.forEach((file) => carrier.items.add(file));
          box.files = carrier.files;
        } catch (unsupported) { /* the originals stay */ }
      });
    });
  });

  /* 复制、打印 */
  all("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const source = one(button.dataset.copy);
      const text = source.textContent.trim().replace(/\s+/g, " ");
      const done = () => {
        (one("[data-word]", button) || button).textContent = button.dataset.copied;
        say(button.dataset.copied);
      };
      const byHand = () => {
        const range = document.createRange();
        range.selectNodeContents(source);
        const selection = getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        if (document.execCommand("copy")) done();
      };
      if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, byHand);
      else byHand();
    });
  });
  all("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  /* 剩余时间: minutes go down while working time goes on */
  const opened = Date.now();
  const tick = () => {
    const passed = Math.floor((Date.now() - opened) / 60000);
    all("time[data-minutes]").forEach((time) => {
      const left = Math.max(0, Number(time.dataset.minutes) - Math.min(passed, Number(time.dataset.runs)));
      const pattern = left >= 60 ? body.dataset.tickingHours : body.dataset.tickingMinutes;
      if (passed > 0 && pattern) time.textContent = put(pattern, { h: Math.floor(left / 60), m: left % 60 });
    });
  };
  setInterval(tick, 20000);

  /* 单位选择: type initials, characters or a code */
  all("select[data-pick]").forEach((list) => {
    const id = list.id;
    const options = Array.from(list.options).filter((option) => option.value !== "");
    const box = make("div", { class: "picker" });
    const field = make("input", {
      class: list.className.replace("select", "input"), id: id, type: "text", autocomplete: "off",
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id + "-list",
    });
    ["aria-describedby", "aria-invalid", "data-ask", "data-into"].forEach((name) => {
      if (list.hasAttribute(name)) field.setAttribute(name, list.getAttribute(name));
    });
    const found = make("ul", { class: "picker__list", id: id + "-list", role: "listbox", hidden: "" });
    list.id = id + "-native";
    list.className = "vh";
    list.tabIndex = -1;
    list.setAttribute("aria-hidden", "true");
    list.insertAdjacentElement("beforebegin", box);
    box.appendChild(field);
    box.appendChild(found);
    let shown = [];
    let at = -1;
    const name = (option) => option.textContent.trim();
    const chosen = list.options[list.selectedIndex];
    if (chosen && chosen.value) field.value = name(chosen);
    const close = () => {
      found.hidden = true;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    const choose = (option) => {
      list.value = option.value;
      field.value = name(option);
      close();
      list.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const mark = (to) => {
      at = Math.max(0, Math.min(shown.length - 1, to));
      Array.from(found.children).forEach((line, place) => {
        line.setAttribute("aria-selected", String(place === at));
        if (place === at) {
          field.setAttribute("aria-activedescendant", line.id);
          line.scrollIntoView({ block: "nearest" });
        }
      });
    };
    const rank = (option, typed) => {
      const initials = option.dataset.initials || "";
      const code = option.value.toLowerCase();
      if (initials === typed || code === typed || name(option) === typed) return 0;
      if (initials.startsWith(typed) || name(option).startsWith(typed)) return 1;
      if (code.startsWith(typed)) return 2;
      return initials.includes(typed) || name(option).includes(typed) ? 3 : 9;
    };
    const look = () => {
      const typed = field.value.trim().toLowerCase();
      const digit = options.find((option) => option.dataset.digit && option.dataset.digit === typed);
      shown = digit ? [digit] : options
        .map((option) => ({ option: option, rank: typed ? rank(option, typed) : 1 }))
        .filter((entry) => entry.rank < 9)
        .sort((a, b) => a.rank - b.rank)
        .slice(0, 30)
        .map((entry) => entry.option);
      found.textContent = "";
      shown.forEach((option, place) => {
        const line = make("li", { role: "option", id: id + "-" + place });
        line.textContent = name(option);
        if (option.dataset.initials) {
          const letters = make("span", { class: "small mono" });
          letters.textContent = option.dataset.initials;
          line.appendChild(letters);
        }
        line.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
        found.appendChild(line);
      });
      if (!shown.length && list.dataset.none) {
        const line = make("li", { role: "option", "aria-disabled": "true" });
        line.textContent = put(list.dataset.none, { q: field.value.trim() });
        found.appendChild(line);
      }
      found.hidden = false;
      field.setAttribute("aria-expanded", "true");
      mark(0);
    };
    field.addEventListener("input", (event) => { if (!composing(event)) look(); });
    field.addEventListener("compositionend", look);
    field.addEventListener("keydown", (event) => {
      if (composing(event)) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (found.hidden) look();
        else mark(at + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !found.hidden && shown[at]) {
        event.preventDefault();
        choose(shown[at]);
        if (list.form && list.form.hasAttribute("data-enter-next")) onward(field);
        event.stopPropagation();
      } else if (event.key === "Escape" && !found.hidden) {
        event.stopPropagation();
        close();
      }
    });
    /* what was typed and names one unit is that unit; what names none is told by the server */
    field.addEventListener("blur", () => {
      const typed = field.value.trim();
      if (!typed) list.value = "";
      else if (!found.hidden && shown[at]) choose(shown[at]);
      close();
    });
  });

  /* 下一个字段 */
  function onward(from) {
    const form = from.form;
    if (!form) return;
    const fields = Array.from(form.elements).filter((field) => {
      const quiet = field.type === "hidden" || field.disabled || field.tabIndex < 0 || field.tagName === "FIELDSET";
      const other = field.type === "radio" && field.name === from.name && from.type === "radio";
      return !quiet && !other && (field.offsetParent !== null || field === from);
    });
    const all = Array.from(form.elements);
    const next = fields.find((field) => all.indexOf(field) > all.indexOf(from));
    if (next) {
      const group = next.type === "radio" && one("input[name=\"" + next.name + "\"]:checked", form);
      (group || next).focus();
    }
  }
  all("form[data-enter-next]").forEach((form) => {
    form.addEventListener("keydown", (event) => {
      const field = event.target;
      const goes = field.tagName === "INPUT" || field.tagName === "SELECT";
      if (event.key !== "Enter" || composing(event) || !goes || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      onward(field);
    });
  });
  all("[data-digits]").forEach((group) => {
    group.addEventListener("keydown", (event) => {
      const choices = all("input[type=radio]", group);
      const choice = /^[1-9]$/.test(event.key) && choices[Number(event.key) - 1];
      if (!choice || composing(event)) return;
      event.preventDefault();
      event.stopPropagation();
      choice.checked = true;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
      onward(choice);
    });
  });
  all("input[data-titles]").forEach((field) => {
    const titles = field.dataset.titles.split(" ");
    field.addEventListener("input", (event) => {
      if (composing(event)) return;
      const typed = /^(\D+?)\s*([1-9])$/.exec(field.value);
      if (typed && titles[Number(typed[2]) - 1]) field.value = typed[1] + titles[Number(typed[2]) - 1];
    });
  });

  /* 随填随问: what the server knows of what was typed so far */
  all("[data-ask]").forEach((field) => {
    let waiting = 0;
    const ask = () => {
      const from = Number(field.dataset.askFrom || 1);
      if (field.value.replace(/\s/g, "").length < from || !field.form) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        post(field.dataset.ask, words(field.form))
          .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
          .then((html) => { one(field.dataset.into).innerHTML = html; })
          .catch(() => { /* the form tells it when it is sent */ });
      }, 250);
    };
    field.addEventListener("input", ask);
    field.addEventListener("change", ask);
  });

  /* 草稿 */
  all("form[data-draft]").forEach((form) => {
    let kept = words(form).toString();
    let last = 0;
    const keep = () => {
      const now = words(form);
      const isSoon = Date.now() - last < 2000;
      if (isSoon || form.hasAttribute("data-sent") || now.toString() === kept) return;
      kept = now.toString();
      last = Date.now();
      post(form.dataset.draft, now).then((answer) => {
        const line = one("[data-draft-says]");
        const time = new Date();
        const t = time.getHours() + ":" + String(time.getMinutes()).padStart(2, "0");
        if (answer.ok && line) line.textContent = put(form.dataset.draftWords || "", { t: t });
        if (!answer.ok) kept = "";
      }, () => { kept = ""; });
    };
    setInterval(keep, 5000);
    /* not at once: whoever left the field to press the button sends it himself */
    form.addEventListener("focusout", () => setTimeout(keep, 400));
  });

  /* 快捷键 */
  const hasLetters = body.hasAttribute("data-shortcuts");
  let row = null;
  const rows = () => all("[data-rows] tbody tr");
  const goTo = (to) => {
    if (row) row.classList.remove("row-at");
    row = to;
    row.classList.add("row-at");
    const link = one("th a, td a", row);
    if (link) link.focus();
    row.scrollIntoView({ block: "nearest" });
  };
  const press = (key) => {
    const query = "[data-key=\"" + key + "\"]";
    const target = (row && one(query, row)) || all(query).find((found) => !found.closest("[data-rows]"));
    if (!target || target.disabled) return false;
    if (target.matches("input, textarea, select")) target.focus();
    else target.click();
    return true;
  };
  const help = document.getElementById("keys-help");
  const letters = (event) => {
    if (event.key === "?" && help) {
      help.hidden = !help.hidden;
      if (!help.hidden) help.focus();
      return true;
    }
    if (event.key === "/") {
      const find = document.getElementById("find");
      if (find) find.focus();
      return Boolean(find);
    }
    const lines = event.key === "j" || event.key === "k" ? rows() : [];
    if (lines.length) {
      const at = lines.indexOf(row) + (event.key === "j" ? 1 : -1);
      if (lines[at]) goTo(lines[at]);
      else if (!row) goTo(lines[0]);
      return true;
    }
    return event.key.length === 1 && press(event.key);
  };
  document.addEventListener("keydown", (event) => {
    if (!body.classList.contains("staff") || composing(event) || event.defaultPrevented) return;
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    const types = field && !/^(checkbox|radio|button|submit)$/.test(field.type || "");
    let done = false;
    if (event.key === "Enter" && event.ctrlKey && field && field.form) {
      const send = one("button:not([type=button])", field.form);
      if (send) send.click();
      done = Boolean(send);
    } else if (/^F(2|8|9)$/.test(event.key) && !event.ctrlKey && !event.altKey) {
      done = press((event.shiftKey ? "Shift+" : "") + event.key);
    } else if (event.key === "Escape") {
      if (help && !help.hidden) help.hidden = true;
      else if (!types || field.form) done = press("Escape");
    } else if (hasLetters && !types && !event.ctrlKey && !event.altKey && !event.metaKey) {
      done = letters(event);
    }
    if (done) event.preventDefault();
  });

  /* 收件箱随时更新 */
  all("[data-live]").forEach((place) => {
    if (!place.id) return;
    let announced = 0;
    let renewed = Date.now();
    const busy = () => one("input:checked", place) || (document.activeElement && document.activeElement.matches("input, textarea, select") && place.contains(document.activeElement));
    const renew = () => {
      if (busy() || document.hidden) return;
      /* who only watches keeps no session awake */
      fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/event-stream, text/html" } })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
        .then((html) => {
          const page = new DOMParser().parseFromString(html, "text/html");
          const fresh = page.getElementById(place.id);
          if (!fresh || busy()) return;
          renewed = Date.now();
          place.removeAttribute("data-stale");
          listen();
          const focused = place.contains(document.activeElement) && document.activeElement.getAttribute("href");
          place.innerHTML = fresh.innerHTML;
          row = null;
          const again = focused && all("a", place).find((link) => link.getAttribute("href") === focused);
          if (again && again.closest("tr")) goTo(again.closest("tr"));
          const words = fresh.dataset.announce;
          if (words && words !== place.dataset.announce && Date.now() - announced > 60000) {
            announced = Date.now();
            say(words);
          }
          place.dataset.announce = words || "";
        })
        .catch(() => { /* the page stays as it was */ });
    };
    let waiting = 0;
    let source = null;
    /* an ear that the server closed is opened anew */
    const listen = () => {
      if (!window.EventSource || (source && source.readyState !== 2)) return;
      source = new EventSource(place.dataset.live);
      source.addEventListener("changed", () => {
        clearTimeout(waiting);
        waiting = setTimeout(renew, 500);
      });
    };
    listen();
    if (place.dataset.renew) setInterval(renew, place.dataset.renew * 1000);
    if (place.dataset.staleAfter) setInterval(() => {
      const says = one("[data-stale-says]", place);
      if (Date.now() - renewed < place.dataset.staleAfter * 1000 || !says) return;
      place.setAttribute("data-stale", "");
      says.hidden = false;
    }, 5000);
  });
})();
