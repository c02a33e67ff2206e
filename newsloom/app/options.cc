#include "newsloom/app/options.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>

#include "newsloom/app/terminal.h"

namespace newsloom::app {
namespace {

const OptionSpec* find_option(const CommandSpec& command, std::string_view name) {
  const auto named = [&](const OptionSpec& option) { return option.name == name; };
  for (const auto* options : {&command.options, &common_options()}) {
    const auto found = std::find_if(options->begin(), options->end(), named);
    if (found != options->end()) return &*found;
  }
  return nullptr;
}

std::string joined(const std::vector<std::string>& words, std::string_view by) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += by;
    out += word;
  }
  return out;
}

int usage(const std::string& text, const std::string& command) {
  complain(text + "\nSee 'newsloom " + (command.empty() ? "" : command + " ") + "--help'.");
  return kUsage;
}

// Sets one option. Returns what is wrong with it, or nothing.
std::optional<std::string> set_option(const CommandSpec& command, const std::string& name,
                                      const std::optional<std::string>& given,
                                      std::vector<std::string>::const_iterator& next,
                                      std::vector<std::string>::const_iterator end,
                                      Arguments& out) {
  const OptionSpec* option = find_option(command, name);
  if (option == nullptr) return "unknown option --" + name;
  if (option->value.empty()) {
    if (given) return "--" + name + " takes no value";
    out.values[name] = "1";
    return std::nullopt;
  }
  std::string value;
  if (given) {
    value = *given;
  } else if (next != end) {
    value = *next++;
  } else {
    return "--" + name + " needs a value: " + option->value;
  }
  if (!option->choices.empty() &&
      std::find(option->choices.begin(), option->choices.end(), value) == option->choices.end()) {
    return "--" + name + " is one of: " + joined(option->choices, ", ");
  }
  const bool number = option->value == "N" || option->value == "PORT";
  if (number &&
      (value.empty() || value.size() > 9 ||
       !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))) {
    return "--" + name + " needs a whole number, not '" + value + "'";
  }
  out.values[name] = value;
  return std::nullopt;
}

std::optional<std::string> parse(const CommandSpec& command, const std::vector<std::string>& words,
                                 Arguments& out) {
  for (const auto* options : {&command.options, &common_options()}) {
    for (const OptionSpec& option : *options) {
      if (!option.default_value.empty()) out.values[option.name] = option.default_value;
    }
  }
  bool only_positional = false;
  for (auto next = words.begin(); next != words.end();) {
    const std::string word = *next++;
    if (only_positional || word.size() < 2 || word.front() != '-') {
      out.positional.push_back(word);
    } else if (word == "--") {
      only_positional = true;
    } else if (word == "-h") {
      out.values["help"] = "1";
    } else if (word.compare(0, 2, "--") != 0) {
      return "unknown option " + word;
    } else {
      const std::size_t equals = word.find('=');
      const auto given = equals == std::string::npos
                             ? std::nullopt
                             : std::optional<std::string>(word.substr(equals + 1));
      const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
      if (auto wrong = set_option(command, name, given, next, words.end(), out)) return wrong;
    }
  }
  if (out.has("help")) return std::nullopt;
  if (out.positional.size() < command.least_positional) return command.positional + " is missing";
  if (out.positional.size() > command.most_positional) {
    return "too many arguments: '" + out.positional[command.most_positional] + "'";
  }
  return std::nullopt;
}

std::string option_line(const OptionSpec& option) {
  std::string left = "  --" + option.name + (option.value.empty() ? "" : " " + option.value);
  left.resize(std::max<std::size_t>(left.size() + 2, 26), ' ');
  std::string right = option.help;
  if (!option.choices.empty()) right += ": " + joined(option.choices, ", ");
  if (!option.default_value.empty()) right += " [" + option.default_value + "]";
  return left + right + "\n";
}

std::string synopsis(const CommandSpec& command) {
  return "newsloom " + command.name + " [OPTION]..." +
         (command.positional.empty() ? "" : " " + command.positional);
}

// A leading dot or quote would be a roff request; dashes are made copyable.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
      out += "\\&";
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

constexpr std::string_view kExitCodes =
    "0 done; 1 done, but there was nothing to show; 2 wrong usage; 3 some input could not be read, "
    "the rest was done; 4 the program or its database failed.";

}  // namespace

int Arguments::number(const std::string& option) const {
  const std::string text = get(option);
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

const std::vector<OptionSpec>& common_options() {
  static const std::vector<OptionSpec> kOptions = {
      {"quiet", "", "", "no progress, no summary; errors still are shown", {}},
      {"help", "", "", "show this help", {}},
  };
  return kOptions;
}

std::string help_of_program() {
  std::string out =
      "newsloom weaves every outlet's account of an event into one story.\n\n"
      "Usage: newsloom COMMAND [OPTION]... [ARGUMENT]...\n\nCommands:\n";
  for (const CommandSpec& command : commands()) {
    std::string left = "  " + command.name;
    left.resize(std::max<std::size_t>(left.size() + 2, 14), ' ');
    out += left + command.summary + "\n";
  }
  return out +
         "\n'newsloom COMMAND --help' tells more, with examples. Start with 'newsloom demo'.\n";
}

std::string help_of(const CommandSpec& command) {
  std::string out = command.summary + "\n\nUsage: " + synopsis(command) + "\n\n" +
                    command.description + "\n\nOptions:\n";
  for (const OptionSpec& option : command.options) out += option_line(option);
  for (const OptionSpec& option : common_options()) out += option_line(option);
  out += "\nExamples:\n";
  for (const auto& [example, what] : command.examples) {
    out += "  " + example + "\n      " + what + "\n";
  }
  return out + "\nExit status: " + std::string(kExitCodes) + "\n";
}

std::string man_page() {
  std::string out =
      ".TH NEWSLOOM 1\n.SH NAME\nnewsloom \\- weave every outlet's account of an event into one "
      "story\n.SH SYNOPSIS\n.B newsloom\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...\n"
      ".SH COMMANDS\n";
  for (const CommandSpec& command : commands()) {
    out += ".SS " + roff(synopsis(command)) + "\n" + roff(command.summary) + ".\n" +
           roff(command.description) + "\n";
    for (const OptionSpec& option : command.options) {
      out += ".TP\n.B \\-\\-" + roff(option.name) +
             (option.value.empty() ? "" : " " + option.value) + "\n" + roff(option.help) +
             (option.choices.empty() ? "" : ": " + roff(joined(option.choices, ", "))) +
             (option.default_value.empty() ? "" : " [" + roff(option.default_value) + "]") + "\n";
    }
    out += ".P\nExamples:\n";
    for (const auto& [example, what] : command.examples) {
      out += ".TP\n.B " + roff(example) + "\n" + roff(what) + "\n";
    }
  }
  out += ".SH COMMON OPTIONS\n";
  for (const OptionSpec& option : common_options()) {
    out += ".TP\n.B \\-\\-" + roff(option.name) + "\n" + roff(option.help) + "\n";
  }
  return out + ".SH EXIT STATUS\n" + roff(kExitCodes) +
         "\n.SH ENVIRONMENT\n.TP\n.B NEWSLOOM_DB\nthe database, where \\-\\-db is not given\n"
         ".TP\n.B NO_COLOR\nno colours\n";
}

std::string bash_completion() {
  std::string names;
  std::string cases;
  for (const CommandSpec& command : commands()) {
    names += (names.empty() ? "" : " ") + command.name;
    std::string options;
    for (const auto* list : {&command.options, &common_options()}) {
      for (const OptionSpec& option : *list) options += " --" + option.name;
    }
    cases += "    " + command.name + ") words=\"" + options.substr(1) + "\" ;;\n";
  }
  return "# bash completion for newsloom\n_newsloom() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} words=\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"" +
         names + "\" -- \"$current\"))\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n" + cases +
         "  esac\n  case $current in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) "
         ";;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n  esac\n}\n"
         "complete -o filenames -F _newsloom newsloom\n";
}

std::string zsh_completion() {
  std::string out = "#compdef newsloom\nlocal -a commands\ncommands=(\n";
  const auto quoted = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) {
      text.replace(at, 1, "'\\''");
    }
    return text;
  };
  std::string cases;
  for (const CommandSpec& command : commands()) {
    out += "  '" + command.name + ":" + quoted(command.summary) + "'\n";
    cases += "  " + command.name + ") _arguments";
    for (const auto* list : {&command.options, &common_options()}) {
      for (const OptionSpec& option : *list) {
        cases += " '--" + option.name + "[" + quoted(option.help) + "]" +
                 (option.value.empty() ? "" : ":" + option.value + ":") + "'";
      }
    }
    cases += " '*:file:_files' ;;\n";
  }
  return out +
         ")\nif (( CURRENT == 2 )); then\n  _describe command commands\n  return\nfi\n"
         "case $words[2] in\n" +
         cases + "esac\n";
}

int run_program(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    print(help_of_program());
    return kUsage;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    print(help_of_program());
    return finish_output() ? kOk : kInternal;
  }
  if (name == "--version") {
    print(std::string("newsloom ") + NEWSLOOM_VERSION + "\n");
    return finish_output() ? kOk : kInternal;
  }
  const auto command = std::find_if(commands().begin(), commands().end(),
                                    [&](const CommandSpec& c) { return c.name == name; });
  if (command == commands().end()) return usage("unknown command '" + name + "'", "");
  Arguments parsed;
  const std::vector<std::string> words(arguments.begin() + 1, arguments.end());
  if (const auto wrong = parse(*command, words, parsed)) return usage(*wrong, name);
  if (parsed.has("help")) {
    print(help_of(*command));
    return finish_output() ? kOk : kInternal;
  }
  const int code = command->run(parsed);
  return finish_output() ? code : kInternal;
}

}  // namespace newsloom::app
