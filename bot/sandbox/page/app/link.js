// The WebSocket to the stand-in: frames in, requests out, and a new connection whenever the old one breaks.

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
const PATIENCE = 15000;

/** A connection that mends itself. `onFrame` gets every event, `onOpen` and `onClose` how it stands. */
export class Link {
  constructor({ onFrame, onOpen, onClose }) {
    this.onFrame = onFrame;
    this.onOpen = onOpen;
    this.onClose = onClose;
    this.waiting = new Map();
    this.counted = 0;
    this.pause = FIRST_WAIT;
    this.timer = 0;
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Connect now. */
  connect() {
    clearTimeout(this.timer);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/page/ws`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.pause = FIRST_WAIT;
      this.onOpen();
    });
    socket.addEventListener("message", (event) => this.take(event.data));
    socket.addEventListener("close", () => this.socket === socket && this.lost());
  }

  /** The answer to a request, or an Error whose message can be shown as it is. */
  request(frame) {
    if (!this.open) return Promise.reject(new Error("Not connected yet. Your text is still here: try again in a moment."));
    this.counted += 1;
    const request = this.counted;
    this.socket.send(JSON.stringify({ ...frame, request }));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.settle(request, { type: "error", message: "No answer came. Try again." }), PATIENCE);
      this.waiting.set(request, { resolve, reject, timer });
    });
  }

  take(text) {
    const frame = JSON.parse(text);
    const answers = frame.type === "ok" || frame.type === "error";
    if (answers) this.settle(frame.request, frame);
    else this.onFrame(frame);
  }

  settle(request, frame) {
    const asked = this.waiting.get(request);
    if (!asked) return;
    this.waiting.delete(request);
    clearTimeout(asked.timer);
    if (frame.type === "ok") asked.resolve(frame);
    else asked.reject(new Error(frame.message));
  }

  lost() {
    for (const request of [...this.waiting.keys()]) this.settle(request, { type: "error", message: "The connection broke. Try again." });
    this.onClose();
    this.timer = setTimeout(() => this.connect(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_WAIT);
  }

  hurry() {
    const broken = !this.socket || this.socket.readyState === WebSocket.CLOSED;
    if (broken) this.connect();
  }
}
