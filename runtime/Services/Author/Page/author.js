// The author's view on the chat's page, in development: what came of a save, what is wrong with the task, and the conversation from
// the inside. It is loaded beside the page and knows of it only its session and its head.
import { Session } from '/browser/session.js';
import { Faults } from './faults.js';
import { Overlay } from './overlay.js';
import { Panel } from './panel.js';
import { Stream } from './stream.js';
import { Toast } from './toast.js';

const session = new Session();
// Of several people side by side, what concerns all is said once, around them.
const isAlone = window === window.parent;
const overlay = isAlone ? new Overlay() : null;
// Side by side, each shows what went wrong in their own conversation.
const faults = new Faults();
const toast = isAlone ? new Toast() : null;
const panel = new Panel(() => session.token);
const stream = new Stream({
  build(build) {
    overlay?.show(build);
    toast?.show(build);
    // A save is an answer to what went wrong before it.
    if (build.news && build.state === 'live') faults.forget();
  },
  fault(fault) {
    if (isAlone || fault.own) faults.show(fault);
  },
  changed: () => panel.refresh(),
});

addEventListener('scriptchat:session', begin);
begin();

function begin() {
  panel.begin();
  stream.open(session.token ?? '');
}
