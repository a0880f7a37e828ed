import type { Command } from '../model/commands.ts';
import { TransitionError } from '../model/errors.ts';
import { BoundTask, type Delivery } from './bound-task.ts';
import type { Written } from './debts.ts';

/** A task that takes commands: by hand, and from its body. */
export abstract class CommandedTask extends BoundTask {
  /** Gives a command; a refused one throws, or is only recorded with `onIllegal: 'record'`. */
  command(command: Command): number {
    this.runtime.debts.tryToPay();
    try {
      return this.runtime.engine.commit(this.entity, command);
    } catch (error) {
      if (this.runtime.onIllegal === 'record' && error instanceof TransitionError) return 0;
      throw error;
    }
  }
  /** Gives a command by hand that brings something out. */
  deliver(delivery: Delivery, command: Command): void {
    deliver(this, delivery, command, true);
  }
  /**
   * What a body, or a limit of it, brings about. It harms nobody: what the journal does not take is owed, what no road
   * allows is recorded as rejected, and the caller gets what came out all the same.
   */
  offer(delivery: Delivery | undefined, command: Command): void {
    const what = written(this, delivery, command);
    if (what === 'unwritten') this.runtime.debts.owe(() => deliver(this, delivery, command));
    if (what !== 'written' && delivery) handOut(this, delivery);
  }
  /** The same, where something else is done if it cannot be written: nothing is owed then, nor handed out. */
  tries(delivery: Delivery, command: Command): boolean {
    return written(this, delivery, command) === 'written';
  }
}

/** After what is owed. */
function written(task: CommandedTask, delivery: Delivery | undefined, command: Command): Written {
  const { debts } = task.runtime;
  try {
    debts.pay();
    deliver(task, delivery, command);
    return 'written';
  } catch (error) {
    return debts.whatOf(error);
  }
}

/** What comes out is at hand when the end is told; what is offered after the end, or against a request, is not. */
function deliver(task: CommandedTask, delivery: Delivery | undefined, command: Command, isByHand = false): void {
  const { state } = task.entity;
  const isOpen = state.phase !== 'done' && !state.request && !task.isHandedOut;
  if (isOpen) task.delivery = delivery;
  try {
    if (isByHand) task.command(command);
    else task.runtime.engine.commit(task.entity, command);
  } finally {
    if (isOpen && state.phase !== 'done') task.delivery = undefined;
  }
}

function handOut(task: CommandedTask, delivery: Delivery): void {
  task.delivery = delivery;
  task.isHandedOut = true;
  task.runtime.faults.contain(() => task.body?.handedOut());
  task.waiters.handedOut();
}
