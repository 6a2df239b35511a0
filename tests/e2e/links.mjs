// Links written here, not by the program: to measure certain runs, and to lie about what is inside.

/** CRC-16/XMODEM, which ends a link. */
function crc(bytes) {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x8000 ? ((sum << 1) ^ 0x1021) & 0xffff : (sum << 1) & 0xffff;
  }
  return [sum >> 8, sum & 255];
}

/** A number as postcard writes it. */
function varint(value) {
  const bytes = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    if (rest < 128n) return [...bytes, Number(rest)];
    bytes.push(Number(rest & 127n) | 128);
  }
}

const words = (text) => [...varint(text.length), ...Buffer.from(text)];
const encode = (bytes, version) => `${version}.${Buffer.from([...bytes, ...crc(bytes)]).toString("base64url")}`;
/** More than there can be of anything. */
export const MANY = 2n ** 63n;
export const SECOND = 10n ** 9n;

/**
 * A link with a checksum that is right, and anything inside. One with a branch beside the one shown is of version 2.
 */
export function link({ system = "cache", settings = [], timelines = [[0, 0, []]], timeline = 0, seed = 7, at = 0, view = 0, beside = null, ...counts }) {
  const list = (items, count) => [...varint(count ?? items.length), ...items.flat()];
  const actions = (items) => list(items.map(([at, action]) => [...varint(at), ...words(action)]));
  return encode([
    ...words(system),
    ...list(settings.map(([index, value]) => [index, ...varint(value)]), counts.settings_count),
    ...varint(seed),
    ...list(timelines.map(([parent, fork, items]) => [...varint(parent), ...varint(fork), ...actions(items)]), counts.timelines_count),
    ...[...varint(timeline), ...varint(at), ...varint(MANY)],
    ...[0, view, 0, 0, 0],
    ...(beside === null ? [] : varint(beside)),
  ], beside === null ? 1 : 2);
}
