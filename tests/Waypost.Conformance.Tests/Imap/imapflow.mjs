// Reads, flags, moves, deletes and waits with imapflow; prints what it saw as JSON.
import { ImapFlow } from 'imapflow';

const [port, user, pass] = process.argv.slice(2);
const client = new ImapFlow({ host: '127.0.0.1', port: Number(port), secure: false, doSTARTTLS: false, auth: { user, pass }, logger: false });
await client.connect();
const seen = { capabilities: client.capabilities.size, mailboxes: (await client.list()).map((mailbox) => mailbox.path), subjects: [] };
const lock = await client.getMailboxLock('INBOX');
try {
    for await (const message of client.fetch('1:*', { envelope: true, flags: true, bodyStructure: true, threadId: true })) {
        seen.subjects.push(message.envelope.subject);
    }

    seen.text = '';
    for await (const chunk of (await client.download('1', '1')).content) {
        seen.text += chunk;
    }

    await client.messageFlagsAdd('1:3', ['\\Flagged', 'Work']);
    seen.moved = (await client.messageMove('4:5', 'Archive')).uidMap.size;
    await client.messageDelete('4:5');
    seen.found = (await client.search({ subject: 'flow 1' }, { uid: true })).length;
    seen.appended = (await client.append('INBOX', 'Subject: new\r\n\r\nbody\r\n', ['\\Seen'])).uid > 0;
    seen.unseen = (await client.status('INBOX', { unseen: true })).unseen;
    seen.exists = client.mailbox.exists;
    seen.quota = typeof (await client.getQuota('INBOX')) === 'object';
} finally {
    lock.release();
}

await client.logout();
console.log(JSON.stringify(seen));
