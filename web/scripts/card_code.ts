// The code in a card's QR, read and checked without the server.
//   code    = base64url(payload, 64 bytes of signature r||s)
//   payload = 01, key id (4 bytes), card id (8 bytes, big endian), then each with one byte of length: number, masked name,
//             office code, issued YYYYMMDD, expires YYYYMMDD; modules/registration/card_code.hpp writes it
export type Card = { number: string; name: string; office: string; issued: string; expires: string; id: string };
export type Code = { key: string; payload: Uint8Array; signature: Uint8Array; card: Card };
export type PublicKey = { id: string; spki: string };

export function from_base64(text: string): Uint8Array | null {
  try {
    const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  } catch { return null; }
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...Array.from(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function read(text: string): Code | null {
  const bytes = from_base64(text);
  if (!bytes || bytes.length < 80 || base64url(bytes) !== text) return null;  // exactly one text per signature
  const payload = bytes.subarray(0, bytes.length - 64);
  if (payload[0] !== 1) return null;
  const fields: Uint8Array[] = [];
  let at = 13;
  while (at < payload.length) {
    const end = at + 1 + payload[at];
    if (end > payload.length) return null;
    fields.push(payload.subarray(at + 1, end));
    at = end;
  }
  if (fields.length !== 5) return null;
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const [number, name, office, issued, expires] = fields.map((field) => decoder.decode(field));
    if (!/^\d{8}$/.test(issued) || !/^\d{8}$/.test(expires)) return null;
    return {
      key: hex(payload.subarray(1, 5)), payload, signature: bytes.subarray(bytes.length - 64),
      card: { number, name, office, issued, expires, id: decimal(payload.subarray(5, 13)) },
    };
  } catch { return null; }
}

const hex = (part: Uint8Array) => Array.from(part, (byte) => byte.toString(16).padStart(2, "0")).join("");

// Without BigInt, which phones of 2017 lack.
function decimal(bytes: Uint8Array): string {
  let digits = [0];
  bytes.forEach((byte) => {
    let carry = byte;
    digits = digits.map((digit) => { const sum = digit * 256 + carry; carry = Math.floor(sum / 10); return sum % 10; });
    while (carry) { digits.push(carry % 10); carry = Math.floor(carry / 10); }
  });
  return digits.reverse().join("");
}

// n/2 of P-256 (SEC 2, 2.4.2): of s and n-s only the smaller one is accepted.
const half_order = "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8";
function low_s(signature: Uint8Array): boolean {
  return hex(signature.subarray(32)) <= half_order;
}

// The list of cards that must not be taken for valid; modules/registration/card_code.hpp describes its bytes.
export type CardList = { made: Date; verdict(code: Code): Promise<"revoked" | "inactive" | null> };
const list_head = 13;
const entry_bytes = 5;

export async function read_list(bytes: Uint8Array, keys: PublicKey[]): Promise<CardList | null> {
  const payload = bytes.subarray(0, bytes.length - 64);
  if (payload.length < list_head || payload[0] !== 2 || (payload.length - list_head) % entry_bytes) return null;
  if (!(await signed(hex(payload.subarray(1, 5)), payload, bytes.subarray(bytes.length - 64), keys))) return null;
  const seconds = Array.from(payload.subarray(5, 13)).reduce((sum, byte) => sum * 256 + byte, 0);
  const entries = payload.subarray(list_head);
  return {
    made: new Date(seconds * 1000),
    async verdict(code) {
      const wanted = new Uint8Array(await crypto.subtle.digest("SHA-256", code.payload.slice(5, 13) as BufferSource)).subarray(0, entry_bytes);
      wanted[entry_bytes - 1] &= 0xfe;
      let low = 0, high = entries.length / entry_bytes;
      while (low < high) {
        const middle = (low + high) >> 1;
        const order = compared(entries, middle * entry_bytes, wanted);
        if (order === 0) return entries[middle * entry_bytes + entry_bytes - 1] & 1 ? "revoked" : "inactive";
        if (order < 0) low = middle + 1; else high = middle;
      }
      return null;
    },
  };
}

// By everything but the last bit, which says the kind.
function compared(entries: Uint8Array, at: number, wanted: Uint8Array): number {
  for (let byte = 0; byte < entry_bytes; byte++) {
    const difference = (byte === entry_bytes - 1 ? entries[at + byte] & 0xfe : entries[at + byte]) - wanted[byte];
    if (difference) return difference;
  }
  return 0;
}

export async function genuine(code: Code, keys: PublicKey[]): Promise<boolean> {
  return signed(code.key, code.payload, code.signature, keys);
}

async function signed(key_id: string, payload: Uint8Array, signature: Uint8Array, keys: PublicKey[]): Promise<boolean> {
  const known = keys.find((key) => key.id.toLowerCase() === key_id);
  const spki = known && from_base64(known.spki);
  if (!spki || !low_s(signature)) return false;
  const key = await crypto.subtle.importKey("spki", spki as BufferSource, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature as BufferSource, payload as BufferSource);
}
