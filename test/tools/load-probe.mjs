/** Imports a module in a process of its own, and says what that cost (`cpu`), or which files it loaded (`modules`). */
import { register } from 'node:module';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

const [what, specifier] = process.argv.slice(2);
console.log(JSON.stringify(what === 'cpu' ? await cpuMs() : await modules()));

async function cpuMs() {
  const before = process.cpuUsage();
  await import(specifier);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function modules() {
  const { port1, port2 } = new MessageChannel();
  const hook = `let port; export const initialize = (data) => { port = data; };
    export const load = (url, context, next) => { port.postMessage(url); return next(url, context); };`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`, { data: port2, transferList: [port2] });
  await import(specifier);
  const urls = [];
  for (let told = receiveMessageOnPort(port1); told; told = receiveMessageOnPort(port1)) urls.push(told.message);
  port1.close();
  return urls;
}
