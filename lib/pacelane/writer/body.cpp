#include <cctype>
#include <pacelane/writer/detail/body.h>
#include <pacelane/writer/detail/phrases.h>

namespace pacelane::writer::detail {

namespace {

std::string joined(const std::vector<DraftSentence>& sentences, bool markdown) {
    std::string text;
    for (const auto& s : sentences) {
        if (!text.empty()) text += ' ';
        text += markdown ? escape_markdown(s.text) : s.text;
    }
    return text;
}

std::string render(const Body& body, bool markdown) {
    std::string out;
    for (const auto& block : body) {
        if (!out.empty()) out += "\n\n";
        switch (block.kind) {
            case Block::Kind::heading:
            case Block::Kind::label:
                if (markdown)
                    out += "## " + escape_markdown(block.text);
                else
                    out += block.text + ":";
                break;
            case Block::Kind::paragraph:
                out += joined(block.sentences, markdown);
                break;
            case Block::Kind::bullets:
                for (std::size_t i = 0; i < block.sentences.size(); ++i) {
                    // Sentences of one item stay together.
                    const bool same_item = i > (block.lead ? 1U : 0U) &&
                                           block.sentences[i].document == block.sentences[i - 1].document &&
                                           block.sentences[i].passage == block.sentences[i - 1].passage;
                    if (same_item) {
                        out += ' ' + (markdown ? escape_markdown(block.sentences[i].text)
                                               : block.sentences[i].text);
                        continue;
                    }
                    if (i > 0) out += i == 1 && block.lead && markdown ? "\n\n" : "\n";
                    if (i > 0 || !block.lead) out += markdown ? "- " : "• ";
                    out += markdown ? escape_markdown(block.sentences[i].text) : block.sentences[i].text;
                }
                break;
            case Block::Kind::quotation:
                out += block.text + " “" + joined(block.sentences, markdown) + "”";
                break;
        }
    }
    return out;
}

}  // namespace

Block paragraph(std::vector<DraftSentence> sentences) {
    Block block;
    block.sentences = std::move(sentences);
    return block;
}

Block bullets(std::vector<DraftSentence> sentences, bool lead) {
    Block block;
    block.kind = Block::Kind::bullets;
    block.sentences = std::move(sentences);
    block.lead = lead;
    return block;
}

Block label(std::string_view text) {
    Block block;
    block.kind = Block::Kind::label;
    block.text = text;
    return block;
}

Block block_of(const Unit& unit, std::vector<DraftSentence> sentences) {
    Block block = unit.list ? bullets(std::move(sentences), true) : paragraph(std::move(sentences));
    block.document = unit.document;
    block.item_of = unit.item_of;
    return block;
}

void gather_items(Body& body) {
    const auto is_item = [](const Block& block) {
        return block.kind == Block::Kind::paragraph && block.item_of >= 0 && block.sentences.size() == 1;
    };
    for (std::size_t i = 1; i + 1 < body.size(); ++i) {
        if (!is_item(body[i])) continue;
        while (i + 1 < body.size() && is_item(body[i + 1]) && body[i + 1].item_of == body[i].item_of &&
               body[i + 1].document == body[i].document) {
            body[i].kind = Block::Kind::bullets;
            body[i].sentences.push_back(std::move(body[i + 1].sentences.front()));
            body.erase(body.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }
}

std::size_t sentence_count(const Body& body) {
    std::size_t n = 0;
    for (const auto& block : body)
        n += block.sentences.size();
    return n;
}

std::size_t word_count(const Body& body) {
    std::size_t n = 0;
    for (const auto& block : body)
        for (const auto& s : block.sentences)
            n += static_cast<std::size_t>(s.words);
    return n;
}

std::string render_plain(const Body& body) {
    return render(body, false);
}
std::string render_markdown(const Body& body) {
    return render(body, true);
}

std::string escape_markdown(std::string_view text) {
    std::string out;
    const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool special = c == '*' || c == '<' || c == '\\' || c == '`';
        const bool opens = i == 0 && (c == '#' || c == '>' || c == '-' || c == '+');
        // "2026. It was …" at the start of a line would become a numbered list.
        std::size_t digits = 0;
        while (digits < i && digit(text[digits]))
            ++digits;
        const bool numbers =
            i > 0 && digits == i && (c == '.' || c == ')') && i + 1 < text.size() && text[i + 1] == ' ';
        if (special || opens || numbers) out += '\\';
        out += c;
    }
    return out;
}

std::vector<DraftSentence> take_decisions(const Plan& plan, Ledger& ledger, std::size_t most) {
    std::vector<DraftSentence> taken;
    for (const Unit* decision : plan.decisions) {
        if (taken.size() >= most) break;
        if (ledger.repeats(decision->front()) || !ledger.understood(decision->front())) continue;
        for (const auto& s : decision->sentences) {
            ledger.add(s);
            taken.push_back(s);
        }
    }
    return taken;
}

}  // namespace pacelane::writer::detail
