// Views of the pump's alarms in the host tool.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace host {

struct Alarm {
    std::uint32_t seconds = 0;
    int severity = 0;
    std::string text;
};

// Deleted through this base, but without a virtual destructor.
class View { // expect: missing-virtual-destructor at `View`
public:
    ~View() {}
    virtual void draw(const Alarm &alarm) = 0;
    virtual int width() const { return 80; }
};

class LineView : public View {
public:
    void draw(const Alarm &alarm) override;

private:
    std::string last_;
};

// The same, as it should be.
class Sink {
public:
    virtual ~Sink() = default;
    virtual void write(const Alarm &alarm) = 0;
};

class FileSink : public Sink {
public:
    explicit FileSink(std::string path);
    void write(const Alarm &alarm) override;

private:
    std::string path_;
};

class AlarmList {
public:
    void add(const Alarm &alarm);
    const Alarm *worst() const;
    std::size_t size() const { return alarms_.size(); }

private:
    std::vector<Alarm> alarms_;
};

View *makeView();
std::unique_ptr<Sink> makeSink(const std::string &path);

}  // namespace host
