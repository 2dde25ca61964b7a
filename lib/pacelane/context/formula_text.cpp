#include "detail/formula_text.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;
using Sign = std::pair<std::string_view, std::string_view>;

/// Commands of TeX that stand for a character or a name.
constexpr auto signs = std::to_array<Sign>({
    {"times", "×"},
    {"cdot", "·"},
    {"cdots", "…"},
    {"dots", "…"},
    {"ldots", "…"},
    {"div", "÷"},
    {"pm", "±"},
    {"mp", "∓"},
    {"approx", "≈"},
    {"sim", "~"},
    {"simeq", "≃"},
    {"equiv", "≡"},
    {"propto", "∝"},
    {"geq", "≥"},
    {"ge", "≥"},
    {"leq", "≤"},
    {"le", "≤"},
    {"lt", "<"},
    {"gt", ">"},
    {"neq", "≠"},
    {"ne", "≠"},
    {"ll", "≪"},
    {"gg", "≫"},
    {"rightarrow", "→"},
    {"to", "→"},
    {"leftarrow", "←"},
    {"Rightarrow", "⇒"},
    {"implies", "⇒"},
    {"iff", "⇔"},
    {"mapsto", "↦"},
    {"leftrightarrow", "↔"},
    {"infty", "∞"},
    {"in", "∈"},
    {"notin", "∉"},
    {"subset", "⊂"},
    {"subseteq", "⊆"},
    {"cup", "∪"},
    {"cap", "∩"},
    {"emptyset", "∅"},
    {"forall", "∀"},
    {"exists", "∃"},
    {"neg", "¬"},
    {"land", "∧"},
    {"wedge", "∧"},
    {"lor", "∨"},
    {"vee", "∨"},
    {"oplus", "⊕"},
    {"partial", "∂"},
    {"nabla", "∇"},
    {"sum", "∑"},
    {"prod", "∏"},
    {"int", "∫"},
    {"circ", "∘"},
    {"mid", "|"},
    {"vert", "|"},
    {"star", "*"},
    {"ast", "*"},
    {"lceil", "⌈"},
    {"rceil", "⌉"},
    {"lfloor", "⌊"},
    {"rfloor", "⌋"},
    {"langle", "⟨"},
    {"rangle", "⟩"},
    {"prime", "′"},
    {"top", "⊤"},
    {"bot", "⊥"},
    {"perp", "⊥"},
    {"dagger", "†"},
    {"hbar", "ħ"},
    {"ell", "ℓ"},
    {"degree", "°"},
    {"alpha", "α"},
    {"beta", "β"},
    {"gamma", "γ"},
    {"delta", "δ"},
    {"epsilon", "ε"},
    {"varepsilon", "ε"},
    {"zeta", "ζ"},
    {"eta", "η"},
    {"theta", "θ"},
    {"iota", "ι"},
    {"kappa", "κ"},
    {"lambda", "λ"},
    {"mu", "μ"},
    {"nu", "ν"},
    {"xi", "ξ"},
    {"pi", "π"},
    {"rho", "ρ"},
    {"sigma", "σ"},
    {"tau", "τ"},
    {"upsilon", "υ"},
    {"phi", "φ"},
    {"varphi", "φ"},
    {"chi", "χ"},
    {"psi", "ψ"},
    {"omega", "ω"},
    {"Gamma", "Γ"},
    {"Delta", "Δ"},
    {"Theta", "Θ"},
    {"Lambda", "Λ"},
    {"Xi", "Ξ"},
    {"Pi", "Π"},
    {"Sigma", "Σ"},
    {"Phi", "Φ"},
    {"Psi", "Ψ"},
    {"Omega", "Ω"},
    {"log", "log"},
    {"ln", "ln"},
    {"exp", "exp"},
    {"sin", "sin"},
    {"cos", "cos"},
    {"tan", "tan"},
    {"max", "max"},
    {"min", "min"},
    {"argmax", "argmax"},
    {"argmin", "argmin"},
    {"lim", "lim"},
    {"Pr", "Pr"},
    {"gcd", "gcd"},
    {"mod", "mod"},
    {"bmod", " mod "},
    {"det", "det"},
    {"tanh", "tanh"},
    {"sinh", "sinh"},
    {"cosh", "cosh"},
    {"cot", "cot"},
    {"arctan", "arctan"},
    {"arcsin", "arcsin"},
    {"arccos", "arccos"},
    {"arg", "arg"},
    {"sup", "sup"},
    {"inf", "inf"},
    {"ker", "ker"},
    {"dim", "dim"},
    {"parallel", "∥"},
    {"angle", "∠"},
    {"lesssim", "≲"},
    {"gtrsim", "≳"},
    {"uparrow", "↑"},
    {"downarrow", "↓"},
    {"Leftarrow", "⇐"},
    {"Leftrightarrow", "⇔"},
    {"longrightarrow", "→"},
    {"Longrightarrow", "⇒"},
    {"Longleftrightarrow", "⇔"},
    {"setminus", "∖"},
    {"iint", "∬"},
    {"oint", "∮"},
    {"bigcup", "⋃"},
    {"bigcap", "⋂"},
    {"otimes", "⊗"},
    {"odot", "⊙"},
    {"checkmark", "✓"},
    {"quad", " "},
    {"qquad", " "},
});
/// Commands whose argument is shown as it is.
constexpr std::array wrappers{"text"sv,   "textbf"sv,  "textit"sv, "texttt"sv,     "textrm"sv,
                              "mathrm"sv, "mathbf"sv,  "mathit"sv, "mathsf"sv,     "mathtt"sv,
                              "mathbb"sv, "mathcal"sv, "mbox"sv,   "boldsymbol"sv, "operatorname"sv,
                              "boxed"sv,  "mathfrak"sv};
/// Commands that only change the size of what follows.
constexpr std::array sizes{"left"sv,        "right"sv,    "big"sv,   "Big"sv,    "bigg"sv,
                           "Bigg"sv,        "bigl"sv,     "bigr"sv,  "limits"sv, "displaystyle"sv,
                           "textstyle"sv,   "nolimits"sv, "tiny"sv,  "small"sv,  "normalsize"sv,
                           "large"sv,       "Large"sv,    "LARGE"sv, "huge"sv,   "Huge"sv,
                           "scriptstyle"sv, "bf"sv,       "rm"sv,    "it"sv};

/// Combining characters.
constexpr auto accents = std::to_array<Sign>(
    {{"hat", "\u0302"}, {"bar", "\u0304"}, {"tilde", "\u0303"}, {"vec", "\u20D7"}, {"dot", "\u0307"}});

constexpr auto raised = std::to_array<Sign>({{"0", "⁰"},
                                             {"1", "¹"},
                                             {"2", "²"},
                                             {"3", "³"},
                                             {"4", "⁴"},
                                             {"5", "⁵"},
                                             {"6", "⁶"},
                                             {"7", "⁷"},
                                             {"8", "⁸"},
                                             {"9", "⁹"},
                                             {"+", "⁺"},
                                             {"-", "⁻"},
                                             {"n", "ⁿ"},
                                             {"i", "ⁱ"}});
constexpr auto lowered = std::to_array<Sign>({{"0", "₀"},
                                              {"1", "₁"},
                                              {"2", "₂"},
                                              {"3", "₃"},
                                              {"4", "₄"},
                                              {"5", "₅"},
                                              {"6", "₆"},
                                              {"7", "₇"},
                                              {"8", "₈"},
                                              {"9", "₉"},
                                              {"+", "₊"},
                                              {"-", "₋"},
                                              {"i", "ᵢ"},
                                              {"j", "ⱼ"}});

template <std::size_t Size>
const Sign* find_sign(const std::array<Sign, Size>& table, std::string_view name) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Sign& sign) { return sign.first == name; });
    return found == table.end() ? nullptr : &*found;
}

bool is_command_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reads TeX from the front; `failed_` once something cannot be shown as text.
class FormulaText {
public:
    explicit FormulaText(std::string_view tex) : rest_(tex) {}

    std::optional<std::string> read() {
        std::string out = sequence(0);
        if (failed_ || !rest_.empty()) return std::nullopt;
        std::string tidy;
        for (const char c : trim(out))
            if (c != ' ' || tidy.back() != ' ') tidy += c;
        return language::normalize(tidy);
    }

private:
    /// Up to a closing brace or the end.
    std::string sequence(int depth) {
        constexpr int deepest = 20;
        failed_ = failed_ || depth > deepest;
        std::string out;
        while (!failed_ && !rest_.empty() && rest_.front() != '}') {
            const char c = rest_.front();
            if (c == '\\') {
                out += command(depth);
            } else if (c == '^' || c == '_') {
                rest_.remove_prefix(1);
                out += index(c, argument(depth));
            } else if (c == '{') {
                out += argument(depth);
            } else if (c == '&') {
                failed_ = true;
            } else {
                out += c == '~' || c == '\n' || c == '\t' ? ' ' : c == '\'' ? '\'' : c;
                rest_.remove_prefix(1);
            }
        }
        return out;
    }

    /// A group in braces, a command, or one character.
    std::string argument(int depth) {
        while (rest_.starts_with(' '))
            rest_.remove_prefix(1);
        if (rest_.empty()) {
            failed_ = true;
            return {};
        }
        if (rest_.front() == '\\') return command(depth);
        if (rest_.front() != '{') {
            std::size_t size = 1;
            while (size < rest_.size() && (static_cast<unsigned char>(rest_[size]) & 0xC0U) == 0x80U)
                ++size;
            std::string one{rest_.substr(0, size)};
            rest_.remove_prefix(size);
            return one;
        }
        rest_.remove_prefix(1);
        std::string inner = sequence(depth + 1);
        failed_ = failed_ || rest_.empty();
        if (!failed_) rest_.remove_prefix(1);
        return inner;
    }

    std::string command(int depth) {
        rest_.remove_prefix(1);
        if (rest_.empty()) {
            failed_ = true;
            return {};
        }
        const char c = rest_.front();
        if (!is_command_letter(c)) {
            rest_.remove_prefix(1);
            if (",;: "sv.find(c) != std::string_view::npos) return " ";
            if (c == '!') return {};
            if ("%$&#_{}|"sv.find(c) != std::string_view::npos) return {c};
            failed_ = true;  // "\\", a new line
            return {};
        }
        std::size_t size = 0;
        while (size < rest_.size() && is_command_letter(rest_[size]))
            ++size;
        const auto name = rest_.substr(0, size);
        rest_.remove_prefix(size);
        if (std::find(sizes.begin(), sizes.end(), name) != sizes.end()) {
            if (rest_.starts_with('.')) rest_.remove_prefix(1);  // "\right."
            return {};
        }
        if (std::find(wrappers.begin(), wrappers.end(), name) != wrappers.end()) return argument(depth + 1);
        if (name == "frac" || name == "dfrac" || name == "tfrac") {
            const std::string above = grouped(argument(depth + 1));
            return above + "/" + grouped(argument(depth + 1));
        }
        if (const Sign* accent = find_sign(accents, name); accent != nullptr) {
            const std::string letter = argument(depth + 1);
            return letter.size() == 1 ? letter + std::string{accent->second} : fail();
        }
        if (name == "binom") {
            const std::string of = argument(depth + 1);
            return "C(" + of + ", " + argument(depth + 1) + ")";
        }
        if (name == "sqrt") return rest_.starts_with('[') ? fail() : "√" + grouped(argument(depth + 1));
        const Sign* sign = find_sign(signs, name);
        if (sign == nullptr) return fail();
        return std::string{sign->second};
    }

    std::string fail() {
        failed_ = true;
        return {};
    }

    static std::string grouped(std::string text) {
        text = std::string{trim(text)};
        const bool simple = text.find_first_of(" +-=/,·×") == std::string::npos || text.size() == 1;
        return simple ? text : "(" + text + ")";
    }

    static std::string index(char mark, std::string text) {
        text = std::string{trim(text)};
        std::string small;
        for (const char c : text) {
            const Sign* sign = mark == '^' ? find_sign(raised, std::string_view{&c, 1})
                                           : find_sign(lowered, std::string_view{&c, 1});
            if (sign == nullptr) return mark + grouped(std::move(text));
            small += sign->second;
        }
        return small;
    }

    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace

std::optional<std::string> formula_as_text(std::string_view tex) {
    constexpr std::size_t longest = 80;
    tex = trim(tex);
    if (tex.empty() || tex.size() > 4 * longest) return std::nullopt;
    auto text = FormulaText{tex}.read();
    if (text && text->size() > longest) return std::nullopt;
    return text;
}

}  // namespace pacelane::context::detail
