#include <algorithm>
#include <cstdio>
#include <deque>
#include <list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct Session {
    int id = 0;
    bool closed = false;
    std::string name;
};

void show(const char *text);

class Server {
public:
    void remove_closed()
    {
        for (auto it = sessions_.begin(); it != sessions_.end();) {
            if (it->closed)
                it = sessions_.erase(it);
            else
                ++it;
        }
    }

    bool remove(int id)
    {
        for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
            if (it->id == id) {
                sessions_.erase(it);
                return true;
            }
        }
        return false;
    }

    void remove_first(int id)
    {
        for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
            if (it->id == id) {
                sessions_.erase(it);
                break;
            }
        }
        show("done");
    }

    void drop(int id)
    {
        for (auto &entry : by_id_) {
            if (entry.first == id) {
                by_id_.erase(entry.first);
                return;
            }
        }
    }

private:
    std::vector<Session> sessions_;
    std::map<int, Session> by_id_;
};

void post_increment(std::map<int, Session> &sessions)
{
    for (auto it = sessions.begin(); it != sessions.end();) {
        if (it->second.closed)
            sessions.erase(it++);
        else
            ++it;
    }
}

void erase_first_closed(std::map<int, Session> &sessions, std::map<int, Session> &shown)
{
    for (auto it = sessions.begin(); it != sessions.end(); ++it) {
        if (!it->second.closed)
            continue;
        shown.erase(it->first);
        sessions.erase(it->first);
        break;
    }
}

void next_first(std::list<int> &values)
{
    auto it = values.begin();
    while (it != values.end()) {
        auto current = it;
        ++it;
        if (*current < 0)
            values.erase(current);
    }
}

void by_index(std::vector<int> &values)
{
    for (std::size_t i = 0; i < values.size(); i++) {
        if (values[i] > 10)
            values.push_back(values[i] / 2);
    }
}

void idiom(std::vector<int> &values)
{
    values.erase(std::remove_if(values.begin(), values.end(), [](int v) { return v < 0; }), values.end());
}

void copy_first(std::vector<int> &values)
{
    int first = values.front();
    values.push_back(first);
    std::printf("%d\n", first);
}

int reserved(std::vector<int> &values)
{
    values.reserve(16);
    int &first = values.front();
    values.push_back(2);
    return first;
}

int fetched_again(std::vector<int> &values)
{
    auto it = values.begin();
    values.push_back(3);
    it = values.begin();
    return *it;
}

int other_container(const std::vector<int> &values)
{
    std::vector<int> copies;
    for (int value : values)
        copies.push_back(value);
    const int &first = values.front();
    copies.push_back(7);
    return first;
}

int stable_reference(std::list<int> &values, std::deque<int> &queue, std::map<int, int> &counts)
{
    int &first = values.front();
    values.push_back(3);
    int &head = queue.front();
    queue.push_back(4);
    int &count = counts[1];
    counts[2] = 3;
    counts.erase(2);
    return first + head + count;
}

int stable_iterator(std::map<int, int> &counts)
{
    auto it = counts.find(1);
    counts.emplace(2, 0);
    return it == counts.end() ? 0 : it->second;
}

int found_or_made(std::unordered_map<int, int> &counts, int key)
{
    auto it = counts.find(key);
    if (it == counts.end())
        it = counts.emplace(key, 0).first;
    return it->second;
}

void collected(std::vector<int> &values)
{
    std::vector<int> added;
    for (int value : values) {
        if (value > 10)
            added.push_back(value / 2);
    }
    values.insert(values.end(), added.begin(), added.end());
}

void text_again(std::string &path)
{
    const char *text = path.c_str();
    show(text);
    path += ".bak";
    text = path.c_str();
    show(text);
}

void erased_other(std::map<int, Session> &sessions, int id)
{
    auto keep = sessions.find(1);
    auto gone = sessions.find(id);
    if (gone != sessions.end())
        sessions.erase(gone);
    if (keep != sessions.end())
        keep->second.closed = true;
}

bool seen(std::set<int> &numbers, int number)
{
    auto it = numbers.find(number);
    if (it == numbers.end())
        return false;
    numbers.erase(it);
    return true;
}

void values_of_pointers(std::vector<Session *> &sessions, Session *extra)
{
    Session *first = sessions.front();
    Session &other = *sessions[1];
    sessions.push_back(extra);
    first->id = other.id;
}

void one_of_two(std::vector<int> &values, bool grow)
{
    auto it = values.begin();
    if (grow)
        values.push_back(1);
    else
        *it = 2;
}

void backwards(std::vector<int> &values)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (*it == 0)
            values.erase(it--);
    }
}

std::size_t position(const std::string &text, std::string &other)
{
    auto at = text.find(':');
    other.append("x");
    return at;
}

class Readings {
public:
    // The parameter is another object than the member of its name.
    int of_other(std::vector<int> &values, const std::string &name)
    {
        int &first = values[0];
        this->values.push_back(static_cast<int>(name.size()));
        return first;
    }

    int append(const std::string &name)
    {
        int first = values[0];
        values.push_back(static_cast<int>(name.size()));
        return first;
    }

private:
    std::vector<int> values;
};
