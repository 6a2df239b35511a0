// Whether a page speaks one language: no word of the other is left in it.

import { HANGUL } from "./globe.mjs";

/** Every text of the page that a reader sees or hears, but what is marked as another language. */
export const texts = (page) =>
  page.evaluate(() => {
    const found = [document.title];
    const own = document.documentElement.lang;
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) found.push(node.data.trim());
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      if (["SCRIPT", "STYLE", "TEXTAREA", "DATALIST", "CODE", "KBD"].includes(node.tagName)) return;
      if (node.lang && node.lang !== own) return;
      for (const name of ["title", "aria-label", "placeholder", "aria-valuetext", "alt"]) found.push(node.getAttribute(name)?.trim() ?? "");
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return [...new Set(found)].filter((text) => text.length > 0);
  });

/** An English text has no Korean. */
export const english = (text) => !HANGUL.test(text);

/** Names and units that are written alike in both languages. */
const NAMES = new RegExp(
  [
    "Snowglobe", "Mermaid", "SVG", "PNG", "CSV", "HTML", "URL", "host:port", "IPv6", "UTF-8", "space", "shift", "home", "seed",
    "Common|Combined|Log|Format|JSON|YAML|[KMG]iB",
    "xxh64|xxh3|murmur3|fnv1a?|crc32c?|crc16|siphash|md5|jump|maglev|ketama|rendezvous|modulo|ring|slots|bounded|mod|mix",
    "zipf|Zipf|libmemcached|memcached|Maglev|Ketama|partition|CV|max|mean|TTL|LRU|FNV|XXH\\d*|Murmur\\d?|CRC\\d*C?|SipHash",
    "[0-9a-f]{2}|LSM|SSTable|SATA|SSD|NVMe|YCSB|SWIM|LZ4|lsm|btree|put|delete|scan|CURRENT|manifest|log|table|redo|pages|KiB|MiB|PostgreSQL|SQLite|InnoDB",
    "GET|api|gateway|store|API|Poisson|VPN|u\\d+|lb|[ga]\\d+|get|set|key-\\d+|[scd][0-9]+|db|ms|ns|us|µs|s|t|x|K",
  ].join("|"),
);
const WORD = new RegExp(`^(${NAMES.source})$`);

/** Actions have one textual form, whatever the language. */
const ACTION = /^(crash|restart|slow|flap|leave|join|weight|forget|recall|partition|heal|hold|release|latency|loss|send|rate|limit|skew|drift|put|get|delete|scan|rot|sync) |^(power_cut|power_on|flush|compact)$/;

/** A Korean text may name things in Latin letters, but is not English. */
export const korean = (text) =>
  HANGUL.test(text) || ACTION.test(text) || text.split(/[^A-Za-z0-9:-]+/).filter((word) => /[A-Za-z]{2}/.test(word)).every((word) => WORD.test(word) || /\d/.test(word));
