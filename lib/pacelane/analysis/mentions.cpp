#include "detail/mentions.h"

namespace pacelane::analysis::detail {

void pack(Packer& packer, const DecisionMention& mention) {
    packer.number(mention.passage);
    packer.text(mention.text);
    packer.text(mention.quote);
}

void unpack(Unpacker& unpacker, DecisionMention& mention) {
    mention.passage = unpacker.number();
    mention.text = unpacker.text();
    mention.quote = unpacker.text();
}

void pack(Packer& packer, const ActionMention& mention) {
    packer.number(mention.passage);
    packer.text(mention.task.who);
    packer.text(mention.task.what);
    packer.text(mention.task.due);
    packer.day(mention.task.due_date);
    packer.text(mention.quote);
    packer.number(mention.done ? 1 : 0);
    packer.text(mention.giver);
}

void unpack(Unpacker& unpacker, ActionMention& mention) {
    mention.passage = unpacker.number();
    mention.task.who = unpacker.text();
    mention.task.what = unpacker.text();
    mention.task.due = unpacker.text();
    mention.task.due_date = unpacker.day();
    mention.quote = unpacker.text();
    mention.done = unpacker.number() != 0;
    mention.giver = unpacker.text();
}

void pack(Packer& packer, const QuestionMention& mention) {
    packer.number(mention.passage);
    packer.text(mention.text);
    packer.text(mention.quote);
    packer.text(mention.asked_by);
    packer.number(mention.spoken ? 1 : 0);
}

void unpack(Unpacker& unpacker, QuestionMention& mention) {
    mention.passage = unpacker.number();
    mention.text = unpacker.text();
    mention.quote = unpacker.text();
    mention.asked_by = unpacker.text();
    mention.spoken = unpacker.number() != 0;
}

}  // namespace pacelane::analysis::detail
