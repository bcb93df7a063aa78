import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { CONFIG, type Config } from '../platform/config';
import { log } from '../platform/log';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Hands mails to the host's mail server, where one is set. Nothing in the product hangs on a mail arriving. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.transport = config.MAIL_URL
      ? createTransport({
          url: config.MAIL_URL,
          pool: true,
          maxConnections: 3,
          connectionTimeout: 10_000,
          greetingTimeout: 10_000,
          socketTimeout: 20_000,
          // A mail of ours is text that we wrote: it never names a file or an address to fetch.
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      : null;
  }

  /**
   * Whether mails with links can be sent: a link in a mail begins with the address from the settings, never with what a
   * request said it was.
   */
  get canSendLinks(): boolean {
    return this.transport !== null && this.config.PUBLIC_URL !== null;
  }

  /** Whether the mail server took it; a failure is logged and is the sender's to say. */
  async send({ to, subject, text }: Mail): Promise<boolean> {
    if (!this.transport) return false;
    try {
      await this.transport.sendMail({ from: this.config.MAIL_FROM, to: { name: '', address: to }, subject, text });
      return true;
    } catch (error) {
      log.warn({ err: error }, 'a mail was not taken');
      return false;
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

/** The path on this server, and the whole address where the settings name it. */
export function linkTo(config: Config, path: string): { path: string; url: string | null } {
  return { path, url: config.PUBLIC_URL ? config.PUBLIC_URL.replace(/\/+$/, '') + path : null };
}
