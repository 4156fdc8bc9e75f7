// Files on their way: to the service and from it, always with the session's token in a header, never in an address.
const PATH = 'uploads';
const NOTHING = { kinds: [], mime_types: [], max_bytes: 0 };

class Uploads {
  /** Whose token is used; set once at the start. */
  session = null;

  /** What the service takes now. */
  async rules() {
    try {
      const answer = await fetch(new URL(PATH, document.baseURI));
      return answer.ok ? await answer.json() : NOTHING;
    } catch {
      return NOTHING;
    }
  }

  /**
   * Sends a file.
   * @param progress told the part that has gone, from 0 to 1
   * @returns { done: Promise of { status, answer }, stop() }; status 0 when the service was not reached
   */
  send(file, progress) {
    const request = new XMLHttpRequest();
    request.open('POST', new URL(PATH, document.baseURI));
    request.setRequestHeader('Authorization', `Bearer ${this.session.token}`);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    if (file.name) request.setRequestHeader('X-File-Name', encodeURIComponent(file.name.toWellFormed().slice(-200)));
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    const done = new Promise((resolve) => {
      request.onloadend = () => resolve({ status: request.status, answer: request.response });
    });
    request.send(file);
    return { done, stop: () => request.abort() };
  }

  /** A file's content as an address that only this page knows; revoke it when it is no longer shown. */
  async open(payload) {
    const answer = await fetch(new URL(`${PATH}/${encodeURIComponent(payload.upload)}`, document.baseURI), { headers: { Authorization: `Bearer ${this.session.token}` } });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const content = await answer.blob();
    return URL.createObjectURL(new Blob([content], { type: payload.mime_type }));
  }
}

export const uploads = new Uploads();

/** How large a file is, for people. */
export function sizeWords(bytes) {
  if (!Number.isFinite(bytes)) return '';
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
