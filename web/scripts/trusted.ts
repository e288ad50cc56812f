// Scripts are fetched from this origin only, through the one policy that the page's CSP allows.
type Policy = { createScriptURL(address: string): string };
const factory = (window as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): Policy } }).trustedTypes;
export const same_origin = (address: string): string => {
  if (new URL(address, location.href).origin !== location.origin) throw new Error("foreign script");
  return address;
};
export let policy: Policy = { createScriptURL: same_origin };
try { if (factory) policy = factory.createPolicy("antarkerja", { createScriptURL: same_origin }); } catch { /* the page's rules forbid it */ }
