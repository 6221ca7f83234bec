// Copy takes the stored text and request, never what the page shows of them.
(() => {
  const { text, front, extra = {}, slots = [], json, ...asked } = JSON.parse(document.getElementById("copies").textContent);
  const said = document.getElementById("said");
  const literal = JSON.stringify;

  // a slot takes what its field says; an emptied one stays as it is written
  const inputs = [...document.querySelectorAll(".slots input")];
  const isChanged = (input) => input.value !== input.defaultValue;
  const escaped = slots.map(([written]) => written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const fill = (visitor) => !slots.length ? text : text.replace(new RegExp(escaped.join("|"), "g"), (written) => {
    const [, number, own] = slots.find((slot) => slot[0] === written);
    const { value } = inputs[number];
    if (!visitor || !isChanged(inputs[number])) return own ?? written;
    return value && json ? literal(value).slice(1, -1) : value || written;
  });
  // the request as it was sent, until a field is changed
  const requested = () => {
    const request = { ...asked.request };
    if (!inputs.some(isChanged)) return request;
    const part = request.prompt.includes(text) ? text : fill(false);
    request.prompt = request.prompt.includes(part) ? request.prompt.replace(part, () => fill(true)) : fill(true);
    return request;
  };
  const whole = () => literal({ ...requested(), ...extra }, null, 2);

  // YAML takes JSON, but for some signs that it reads as the end of a line, or not at all
  const yaml = (value) => literal(value).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const frontMatter = () => {
    const lines = Object.entries(front).map(([name, value]) => `${name}: ${yaml(value)}`);
    const quoted = /^[ \t]*<!--[ \t]*notes[ \t]*-->[ \t]*$/m.test(text);
    if (quoted) lines.push(`prompt: ${yaml(text)}`);
    return `---\n${lines.join("\n")}\n---\n${quoted ? "" : `${text}\n`}`;
  };
  const curl = () => {
    const body = whole().replaceAll("'", "'\\''");
    return [
      "curl https://api.openai.com/v1/images/generations \\",
      '  -H "Authorization: Bearer $OPENAI_API_KEY" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '${body}'\n`,
    ].join("\n");
  };
  const python = () => {
    const constant = { true: "True", false: "False", null: "None" };
    const spelled = (value) => literal(value).replace(/"(?:[^"\\]|\\.)*"|true|false|null/g, (word) => constant[word] ?? word);
    const request = requested();
    const taken = Object.keys(extra).length ? { ...request, extra_body: extra } : request;
    const named = Object.entries(taken).map(([name, value]) => `    ${name}=${spelled(value)},`);
    const kind = { jpeg: "jpg", webp: "webp" }[request.output_format] ?? "png";
    return [
      "import base64",
      "import pathlib",
      "",
      "from openai import OpenAI",
      "",
      "answer = OpenAI().images.generate(",
      ...named,
      ")",
      `pathlib.Path("picture.${kind}").write_bytes(base64.b64decode(answer.data[0].b64_json))\n`,
    ].join("\n");
  };
  const forms = { text: () => fill(true), front: frontMatter, json: whole, curl, python };

  // a page opened as a file, or over plain http, may lack the clipboard
  const byCommand = (words) => {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = words;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  const put = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return byCommand(words);
    }
  };
  const say = (button, words, done) => {
    button.dataset.word ||= button.textContent;
    button.textContent = words;
    button.classList.toggle("done", done);
    said.textContent = words;
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = setTimeout(() => {
      button.textContent = button.dataset.word;
      button.classList.remove("done");
      said.textContent = "";
    }, 2000);
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const done = await put(forms[button.dataset.copy]());
      const shown = document.getElementById("prompt");
      if (!done && shown) getSelection().selectAllChildren(shown);
      say(button, said.dataset[done ? "copied" : "press"], done);
    });
  }
})();
