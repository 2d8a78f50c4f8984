/** One server-sent event (HTML, section 9.2.6). */
export interface ServerEvent {
  name: string;
  data: string;
}

/** Reads an answer of text/event-stream, event by event; ends when the connection does. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of body) {
    text += decoder.decode(part, { stream: true });
    let end: number;
    while ((end = text.indexOf("\n\n")) >= 0) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      const name = lines.find((line) => line.startsWith("event: "))?.slice(7);
      const data = lines.find((line) => line.startsWith("data: "))?.slice(6);
      if (name && data !== undefined) yield { name, data };
    }
  }
}
