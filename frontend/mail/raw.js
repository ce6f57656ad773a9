/** A mail as it goes over the wire, made of what somebody writes in the outbox. Pure: no DOM. */

/**
 * An answer to a mail, as the mail program of whoever got it would send it.
 * @param {{ id: string, at: string, from: string, to: string, replyTo: string,
 *   references: string, subject: string, text: string }} mail
 * @param {string} words
 * @param {string} number names this answer among all
 */
export function rawAnswer(mail, words, number) {
  const quoted = mail.text
    .trim()
    .split("\n")
    .map((line) => `> ${line}`);
  const lines = [
    `From: ${oneLine(mail.to)}`,
    `To: ${oneLine(mail.replyTo)}`,
    `Subject: Re: ${oneLine(mail.subject)}`,
    `Message-ID: <${number}@outbox.invalid>`,
    `In-Reply-To: <${oneLine(mail.id)}>`,
    `References: ${oneLine(mail.references)} <${oneLine(mail.id)}>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    ...words.split("\n"),
    "",
    `On ${mail.at}, ${oneLine(mail.from)} wrote:`,
    "",
    ...quoted,
    "",
  ];
  return lines.join("\r\n");
}

/** @param {string} text */
const oneLine = (text) => text.replace(/[\r\n]+/g, " ");
