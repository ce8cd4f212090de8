const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<rect width="32" height="32" rx="9" fill="#0b6b50"/>' +
  '<path d="M7 25C8 14 15 8 26 7c-2 2-3 4-5 6 2 0 3 0 4 1-3 6-9 7-14 6-2 1-3 3-4 5Z" fill="#fff"/>' +
  "</svg>";

/** The mark of the site, as an address that needs no request. */
export const icon = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
