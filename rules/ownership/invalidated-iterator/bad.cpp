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
void show_view(std::string_view text);

class Server {
public:
    void remove_closed()
    {
        for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
            if (it->closed)
                sessions_.erase(it); // expect: invalidated-iterator at `sessions_.erase(it)`
        }
    }

    Session &add(const Session &session)
    {
        Session &first = sessions_.front();
        sessions_.push_back(session);
        first.id = 1; // expect: invalidated-iterator at `first`
        return sessions_.back();
    }

    void drop(int id)
    {
        for (auto &entry : by_id_) {
            if (entry.first == id)
                by_id_.erase(entry.first); // expect: invalidated-iterator at `by_id_.erase(entry.first)`
        }
    }

private:
    std::vector<Session> sessions_;
    std::map<int, Session> by_id_;
};

void erase_in_list(std::list<int> &values)
{
    for (std::list<int>::iterator it = values.begin(); it != values.end(); it++) {
        if (*it < 0)
            values.erase(it); // expect: invalidated-iterator at `values.erase(it)`
    }
}

void erase_in_map(std::map<int, Session> &sessions)
{
    auto it = sessions.begin();
    while (it != sessions.end()) {
        if (it->second.closed)
            sessions.erase(it);
        ++it; // expect: invalidated-iterator at `it`
    }
}

void erase_by_own_key(std::map<int, Session> &sessions)
{
    for (auto it = sessions.begin(); it != sessions.end(); ++it) {
        if (it->second.closed)
            sessions.erase(it->first); // expect: invalidated-iterator at `sessions.erase(it->first)`
    }
}

void erase_by_own_value(std::set<int> &ids)
{
    for (auto it = ids.begin(); it != ids.end(); ++it) {
        if (*it < 0)
            ids.erase(*it); // expect: invalidated-iterator at `ids.erase(*it)`
    }
}

void use_after_erase(std::map<int, Session> &sessions, int id)
{
    auto found = sessions.find(id);
    if (found == sessions.end())
        return;
    sessions.erase(found);
    std::printf("%d\n", found->second.id); // expect: invalidated-iterator at `found`
}

void erase_by_key(std::map<std::string, Session> &sessions, const std::string &name)
{
    auto found = sessions.find(name);
    if (found != sessions.end()) {
        sessions.erase(name);
        show(found->second.name.c_str()); // expect: invalidated-iterator at `found`
    }
}

void grow_while_looping(std::vector<int> &values)
{
    for (int value : values) {
        if (value > 10)
            values.push_back(value / 2); // expect: invalidated-iterator at `values.push_back(value / 2)`
    }
}

void shrink_while_looping(std::vector<Session> &sessions)
{
    int i = 0;
    for (const auto &session : sessions) {
        if (session.closed)
            sessions.erase(sessions.begin() + i); // expect: invalidated-iterator at `sessions.erase(sessions.begin() + i)`
        i++;
    }
}

int kept_iterator(std::vector<int> &values)
{
    auto first = values.begin();
    values.push_back(3);
    return *first; // expect: invalidated-iterator at `first`
}

int kept_reference(std::vector<int> values)
{
    int &last = values.back();
    values.insert(values.begin(), 0);
    return last; // expect: invalidated-iterator at `last`
}

int kept_pointer(std::vector<int> &values)
{
    int *head = &values[0];
    values.resize(values.size() * 2);
    return *head; // expect: invalidated-iterator at `head`
}

int kept_data(std::vector<unsigned char> &buffer)
{
    const unsigned char *bytes = buffer.data();
    buffer.emplace_back(0);
    return bytes[0]; // expect: invalidated-iterator at `bytes`
}

void kept_text(std::string &path)
{
    const char *text = path.c_str();
    path += ".bak";
    show(text); // expect: invalidated-iterator at `text`
}

void kept_view(std::string line)
{
    std::string_view word = line;
    line.append(" end");
    show_view(word); // expect: invalidated-iterator at `word`
}

void cleared(std::vector<Session> &sessions)
{
    Session &first = sessions[0];
    sessions.clear();
    first.id = 0; // expect: invalidated-iterator at `first`
}

void inserted(std::vector<int> &values, int limit)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (*it > limit)
            values.insert(it, limit); // expect: invalidated-iterator at `values.insert(it, limit)`
    }
}

int cached_end(std::vector<int> &values)
{
    int sum = 0;
    auto end = values.end();
    for (auto it = values.begin(); it != end;) {
        if (*it == 0) {
            it = values.erase(it); // expect: invalidated-iterator at `values.erase(it)`
        } else {
            sum += *it;
            ++it;
        }
    }
    return sum;
}

int rehashed(std::unordered_map<int, int> &counts)
{
    auto found = counts.find(1);
    if (found == counts.end())
        return 0;
    counts.emplace(2, 0);
    return found->second; // expect: invalidated-iterator at `found`
}

int in_deque(std::deque<int> &queue)
{
    auto it = queue.begin();
    queue.push_front(0);
    return *it; // expect: invalidated-iterator at `it`
}

void searched(std::vector<int> &values, int wanted)
{
    auto it = std::find(values.begin(), values.end(), wanted);
    if (it != values.end()) {
        values.erase(it);
        std::printf("removed %d\n", *it); // expect: invalidated-iterator at `it`
    }
}

void through_pointer(std::set<int> *numbers)
{
    for (auto it = numbers->begin(); it != numbers->end(); ++it) {
        if (*it % 2)
            numbers->erase(it); // expect: invalidated-iterator at `numbers->erase(it)`
    }
}

class Readings {
public:
    explicit Readings(const std::string &name)
    {
        int &first = values_[0];
        values_.push_back(static_cast<int>(name.size()));
        first = 2; // expect: invalidated-iterator at `first`
    }

    int append(std::size_t count)
    {
        int &first = values_[0];
        values_.resize(count);
        return first; // expect: invalidated-iterator at `first`
    }

    void repeat(const std::vector<std::string> &names)
    {
        for (auto &value : values_)
            values_.push_back(value + static_cast<int>(names.size())); // expect: invalidated-iterator at `values_`
    }

private:
    std::vector<int> values_;
};
