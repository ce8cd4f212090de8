import { zipSync } from "fflate";

/** The oldest moment a zip can name, in local time, which is what its fields are filled from in every time zone. */
const NO_TIME = new Date(1980, 0, 1);

/** The same files give the same bytes, whatever their order, the clock or the time zone. */
export function zip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const sorted = Object.keys(files).sort();
  return zipSync(Object.fromEntries(sorted.map((name) => [name, files[name] ?? new Uint8Array()])), {
    level: 6,
    mtime: NO_TIME,
  });
}
