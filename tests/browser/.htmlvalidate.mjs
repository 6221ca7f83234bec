// The rules every page of the demo is held to: all that html-validate recommends, but for those named here.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // HTML takes either case, and the standard's own examples write it small
    "doctype-style": "off",
    // a hash proves a file from another host; the site asks none
    "require-sri": ["error", { target: "crossorigin" }],
  },
};
